"""Cases for the Lean judge: built in a test, or read from a folder with challenge, solution and expected verdict."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gate.model.artifact import Artifact
from gate.model.check import Check, passed
from gate.model.claim import MathematicalClaim
from gate.model.digest import Digest, Json
from gate.model.judging import Case
from gate.model.policy import LeanPolicy, Policy, RunLimits

ATTACKS = Path(__file__).resolve().parent.parent / "attacks" / "lean"
SHORT = RunLimits(wall_s=3.0, cpu_s=3, memory_bytes=1 << 30)


class Notes:
    """A journal that remembers."""

    def __init__(self) -> None:
        self.stages: list[str] = []
        self.blobs: dict[Digest, bytes] = {}
        self.events: list[tuple[str, Mapping[str, Json]]] = []

    def stage(self, name: str, detail: str = "") -> None:
        self.stages.append(name)

    def keep(self, data: bytes) -> Digest:
        digest = Digest.of(data)
        self.blobs[digest] = data
        return digest

    def event(self, kind: str, body: Mapping[str, Json]) -> None:
        self.events.append((kind, body))


def make_case(
    challenge: Mapping[str, str | bytes],
    solution: Mapping[str, str | bytes],
    targets: Sequence[str],
    *,
    policy: Policy | None = None,
    approved: frozenset[Digest] = frozenset(),
    **more: Json,
) -> Case:
    """A case from sources by path; ``more`` are further fields of the challenge."""
    claim_files = {name: _bytes(text) for name, text in challenge.items()}
    files = {name: _bytes(text) for name, text in solution.items()}
    claim = {
        "id": "claim",
        "statement": "A statement in prose.",
        "kind": "mathematical",
        "challenge": {"files": [{"path": name} for name in claim_files], "targets": list(targets), **more},
    }
    artifact = {"contract": "gate-artifact-v1", "body": {"kind": "lean-proof", "files": list(files)}}
    return Case(
        attempt="attempt",
        record_id="record",
        claim=MathematicalClaim.model_validate_json(json.dumps(claim)),
        claim_files=claim_files,
        artifact=Artifact.model_validate_json(json.dumps(artifact)),
        artifact_files=files,
        policy=policy or Policy(),
        approved=approved,
    )


def _bytes(text: str | bytes) -> bytes:
    return text.encode() if isinstance(text, str) else text


@dataclass(frozen=True)
class Example:
    """One folder of the corpus."""

    name: str
    case: Case
    verdict: str
    checks: tuple[str | None, ...]
    """Ids that may decide; more than one where the attack is a race whose end does not matter."""
    note: str


def read_example(folder: Path) -> Example:
    """Read ``case.toml`` and the files that it names."""
    facts = tomllib.loads((folder / "case.toml").read_text())
    policy = Policy()
    if facts.get("limits") == "short":
        policy = Policy(lean=LeanPolicy(compile=SHORT, kernel=SHORT))
    more = {key: facts[key] for key in ("holes", "permitted_axioms", "solution_may_import") if key in facts}
    case = make_case(
        {name: (folder / "challenge" / name).read_bytes() for name in facts["challenge"]},
        {name: (folder / "solution" / name).read_bytes() for name in facts["solution"]},
        facts["targets"],
        policy=policy,
        **more,
    )
    expect = facts["expect"]
    checks = expect.get("check")
    return Example(
        folder.name, case, expect["verdict"], tuple(checks) if isinstance(checks, list) else (checks,), facts["note"]
    )


def examples() -> list[Example]:
    """The whole corpus, by name."""
    return [read_example(path.parent) for path in sorted(ATTACKS.glob("*/case.toml"))]


PREFLIGHT = passed("artifact.preflight", "the files are there")
"""What the engine adds before the judge is asked."""


def deciding(checks: Sequence[Check]) -> str | None:
    """The id of the first check that did not pass."""
    return next((check.id for check in checks if not check.passed), None)
