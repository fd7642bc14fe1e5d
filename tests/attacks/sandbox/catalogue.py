"""The attacks of this folder: one folder each, with ``attack.py`` and ``expected.toml``."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gate.model.policy import (RunLimits)
from gate.sandbox.interface import (Output, RunSpec)

HERE = Path(__file__).parent
PATIENT = RunLimits(wall_s=120, cpu_s=60)


@dataclass(frozen=True)
class Attack:
    """One attack and what has to come of it.

    ``catalogue`` are its numbers in docs/threat-model.md. ``says`` is what it prints about its own attempts, ``given``
    and ``refused`` what comes of its declared outputs, ``parse`` the error of the strict JSON reader on its result.
    ``scenario`` names a function of test_scenarios.py when one run is not enough to see the attack fail.
    """

    name: str
    catalogue: list[int]
    title: str
    stopped_by: str
    ending: str
    scenario: str | None = None
    exit_code: int | None = None
    signal: int | None = None
    says: str | None = None
    shown: str | None = None
    outputs: dict[str, int] = field(default_factory=dict)
    given: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    parse: str | None = None
    limits: dict[str, Any] = field(default_factory=dict)

    def spec(self, image: str, **changed: Any) -> RunSpec:
        """The run in which the attack is the submission."""
        inputs = {
            "attack.py": (HERE / self.name / "attack.py").read_bytes(),
            "tools.py": (HERE / "tools.py").read_bytes(),
        }
        return RunSpec(
            **{
                "image": image,
                "argv": ("/usr/bin/python3", "-B", "/in/attack.py"),
                "inputs": inputs,
                "outputs": tuple(Output(name, cap) for name, cap in self.outputs.items()),
                "limits": PATIENT.model_copy(update=self.limits),
                **changed,
            }
        )


def attacks() -> list[Attack]:
    """All of them, by name."""
    return [
        Attack(name=path.parent.name, **tomllib.loads(path.read_text("utf-8")))
        for path in sorted(HERE.glob("*/expected.toml"))
    ]


def attack(name: str) -> Attack:
    return next(one for one in attacks() if one.name == name)
