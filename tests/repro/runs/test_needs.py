"""What a script certainly needs is seen before it runs, and the image is asked whether it is there."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest

from gate.model.artifact import Script
from gate.model.decide import decide
from gate.model.digest import Digest
from gate.model.errors import InfrastructureError
from gate.model.policy import ReproPolicy
from gate.model.required import repro_checks
from gate.model.verdict import Verdict
from gate.repro.judge import ReproJudge
from gate.repro.runs.needs import Needs, lacking, needs_of, packages_in
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import ExitReason, RunResult, RunSpec, Usage
from tests.repro.bench import IMAGE, MemoryJournal, ScriptedSandbox, case, expected, pairs_of, slope, stream

HAS = frozenset({"numpy", "scipy", "pandas", "python3", "sh"})
"""What the sandbox of these tests has."""


class AskedSandbox(ScriptedSandbox):
    """Answers as an image does that has `HAS`."""

    def run(self, spec: RunSpec) -> RunResult:
        if spec.purpose != "image":
            return super().run(spec)
        self.specs.append(spec)
        asked = json.loads(spec.inputs["ask.json"])
        lacks = {kind: [name for name in names if name not in HAS] for kind, names in asked.items()}
        outputs = {"answer.json": json.dumps(lacks).encode()}
        return RunResult(ExitReason.EXITED, 0, None, stream(), stream(), outputs, {}, Usage(0.1), Digest.of(b"seal"))

    def image_files(self, image: str, folder: str) -> Mapping[str, bytes]:
        return {"packages.json": b'{"debian": {"dash": "0.5"}, "python": {"numpy": "2.1", "scipy": "1.14"}}'}


def needs(argv: tuple[str, ...], files: Mapping[str, str]) -> Needs:
    named = {name: text.encode() for name, text in files.items()}
    return needs_of(Script(kind="script", files=tuple(named), argv=argv), named)


@pytest.mark.parametrize(
    ("text", "modules"),
    [
        ("import torch\nimport os, json", ("torch",)),
        ("import torch.nn as nn\nfrom sklearn.svm import SVC", ("torch", "sklearn")),
        ("try:\n    import torch\nexcept ImportError:\n    torch = None\n", ()),
        ("def f():\n    import torch\n", ()),
        ("if True:\n    import torch\n", ()),
        ("from . import x\nfrom .y import z\n", ()),
        ("import helper\n", ()),
        ("import tkinter\n", ("tkinter",)),
        ("import torch;;; no Python", ()),
        ("x = '\0'\nimport torch", ()),
        ("(" * 5000 + "import torch", ()),
        ("-" * 90_000 + "1\nimport torch", ()),
        ("#" * (1 << 20) + "\nimport torch", ()),
    ],
    ids=range(13),
)
def test_only_imports_that_are_certain_count(text: str, modules: tuple[str, ...]) -> None:
    assert needs(("python3", "main.py"), {"main.py": text, "helper.py": ""}).modules == modules


def test_imports_are_followed_through_the_artifacts_own_files() -> None:
    found = needs(
        ("python3", "main.py"),
        {
            "main.py": "import helper\nimport lib.deep",
            "helper.py": "import main\nimport keras",
            "lib/__init__.py": "import torch",
            "other.py": "import never_started",
        },
    )
    assert set(found.modules) == {"keras", "torch"}


@pytest.mark.parametrize(
    ("argv", "programs"),
    [
        (("python3", "fit.R"), {"fit.R": ("Rscript", "R")}),
        (("Rscript", "fit.R"), {"Rscript": ("Rscript",)}),
        (("julia", "fit.jl"), {"julia": ("julia",)}),
        (("sh", "run.sh"), {"Rscript": ("Rscript",)}),
        (("python3", "main.py"), {}),
        (("fit.R",), {"fit.R": ("Rscript", "R")}),
        (("\x01evil",), {}),
    ],
)
def test_interpreters_are_seen_in_argv_suffixes_and_shell_scripts(
    argv: tuple[str, ...], programs: Mapping[str, tuple[str, ...]]
) -> None:
    shell = "set -e\nRscript fit.R\nif false; then\n  julia x.jl\nfi\n"
    found = needs(argv, {"fit.R": "", "fit.jl": "", "run.sh": shell, "main.py": ""})
    assert found.programs == programs


def test_nothing_is_asked_where_nothing_looks_missing() -> None:
    sandbox = AskedSandbox(lambda inside: {})
    assert lacking(needs(("python3", "main.py"), {"main.py": "import json"}), IMAGE, sandbox) == ()
    assert sandbox.specs == []


def test_what_the_image_has_is_not_lacking_and_what_it_has_not_is_named() -> None:
    sandbox = AskedSandbox(lambda inside: {})
    found = needs(("python3", "main.py"), {"main.py": "import numpy\nimport torch"})
    assert lacking(found, IMAGE, sandbox) == ("the Python module torch",)
    (spec,) = sandbox.specs
    assert set(spec.inputs) == {"ask.json"}  # nothing that was submitted goes in but names
    programs = needs(("python3", "fit.R"), {"fit.R": ""})
    assert lacking(programs, IMAGE, sandbox) == ("Rscript or R, which fit.R needs",)
    assert lacking(needs(("julia", "fit.jl"), {"fit.jl": ""}), IMAGE, sandbox) == ("the program julia",)


def test_an_image_that_does_not_answer_is_the_machines_trouble() -> None:
    sandbox = AskedSandbox(lambda inside: {})
    failing = RunResult(ExitReason.EXITED, 1, None, stream(), stream(), {}, {}, Usage(0.1), Digest.of(b"seal"))
    sandbox.run = lambda spec: failing  # type: ignore[method-assign]
    with pytest.raises(InfrastructureError) as caught:
        lacking(needs(("python3", "main.py"), {"main.py": "import torch"}), IMAGE, sandbox)
    assert caught.value.code == "repro.image-silent"


def test_a_script_that_lacks_something_is_not_run_and_not_rejected() -> None:
    sandbox = AskedSandbox(lambda inside: {"slope": slope(pairs_of(inside))})
    journal = MemoryJournal()
    about = case(expected(), files={"main.py": b"import torch\n"}, seed="s")
    checks = ReproJudge(slots=1).judge(about, journal, sandbox)
    policy = ReproPolicy()
    decision = decide(repro_checks(expected(), policy), checks)
    assert (decision.verdict, decision.code) == (Verdict.INCONCLUSIVE, "image-lacks")
    assert "lacks the Python module torch" in decision.reason
    assert "gate sandbox list" in decision.reason
    assert "It has numpy 2.1, scipy 1.14" in decision.reason
    assert {spec.purpose for spec in sandbox.specs} == {"image"}
    assert checks[0].data == {
        "image": "python",
        "lacks": ["the Python module torch"],
        "packages": ["numpy 2.1", "scipy 1.14"],
    }
    assert not any(kind == "draws" for kind, _ in journal.events)


def test_the_packages_of_a_listing() -> None:
    assert packages_in(b'{"debian": {"a": "1"}, "python": {"z": "2", "b": "3"}}') == ["b 3", "z 2"]
    assert packages_in(b"{}") == []


@pytest.mark.docker
def test_the_python_image_answers_for_itself(docker_sandbox: DockerSandbox) -> None:
    image = docker_sandbox.image_id("python")
    text = "import numpy, sklearn, dateutil, torch, tkinter"
    found = needs(("Rscript", "main.py"), {"main.py": text})
    assert lacking(found, image, docker_sandbox) == (
        "the program Rscript",
        "the Python module torch",
        "the Python module tkinter",
    )
