"""Both kernels on the same exports: the corpus, and mutants of the embedded library."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from gate.model.policy import RunLimits
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import RunSpec
from tests.kernel.cases.case import Case
from tests.kernel.cases.equality import base as small_base
from tests.kernel.conftest import CoreExport
from tests.kernel.differential.mutation import Mutant, Mutator
from tests.kernel.test_cases import ALL, BY_MODULE, ROOT

pytestmark = [pytest.mark.docker, pytest.mark.slow]

DRIVER = Path(__file__).with_name("driver.py")
LIMITS = RunLimits(wall_s=900, cpu_s=900, memory_bytes=3 << 30, stream_bytes=4 << 20)
MUTANTS = int(os.environ.get("GATE_TEST_MUTANTS", "2000"))
"""Of the library, and as many of a small export."""
BATCH = 10_000
"""Mutants in one export: their positions end where those of the format do."""


def official(sandbox: DockerSandbox, *argv: str, **inputs: bytes) -> list[str]:
    """What the official kernel says, a word for each export."""
    files = {"driver.py": DRIVER.read_bytes(), **inputs}
    command = ("python3", "-I", "-B", "/in/driver.py", *argv)
    result = sandbox.run(RunSpec(sandbox.image_id("lean-core"), command, inputs=files, limits=LIMITS))
    assert result.clean, result.stderr.kept[-2000:]
    return result.stdout.kept.decode().split()


def ours(base: Path, mutants: list[Mutant], folder: Path) -> list[str]:
    """What our kernel says, a word for each mutant; in a process of its own, in which no lines are counted."""
    further = folder / "further.jsonl"
    further.write_text("".join(json.dumps(mutant.lines.decode()) + "\n" for mutant in mutants))
    command = [sys.executable, "-m", "tests.kernel.differential.ours", str(base), str(further)]
    environment = {"PATH": os.environ["PATH"]}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True).stdout.split()


def compare(sandbox: DockerSandbox, base: Path, count: int, folder: Path) -> Counter[tuple[str, str]]:
    """How often each pair of words came out, batch by batch."""
    seen: Counter[tuple[str, str]] = Counter()
    for batch, first in enumerate(range(0, count, BATCH)):
        seen += compare_batch(sandbox, base, min(BATCH, count - first), folder, seed=2211 + batch)
    return seen


def compare_batch(
    sandbox: DockerSandbox, base: Path, count: int, folder: Path, *, seed: int
) -> Counter[tuple[str, str]]:
    """How often each pair of words came out. No mutant may be accepted by one kernel and rejected by the other."""
    mutator = Mutator(base.read_bytes(), seed=seed)
    renamed = [mutator.mutant(declaration, change=False) for declaration in mutator.declarations[:: count // 20]]
    mutants = [*renamed, *(mutator.mutant() for _ in range(count))]
    mine = ours(base, mutants, folder)
    export = base.read_bytes() + b"".join(mutant.lines for mutant in mutants)
    theirs = official(sandbox, "after", str(mutator.units), "/in/export.ndjson", **{"export.ndjson": export})
    assert set(mine[: len(renamed)]) == set(theirs[: len(renamed)]) == {"accepted"}
    seen: Counter[tuple[str, str]] = Counter()
    wrong = []
    for mutant, own, other in zip(mutants, mine, theirs, strict=True):
        word = own if own in ("accepted", "undecided") else "rejected"
        seen[word, other] += 1
        if {word, other} == {"accepted", "rejected"}:
            wrong.append(f"{mutant.of}, {mutant.what}: ours says {own}, the official kernel {other}")
    assert wrong == []
    return seen


def test_mutants_of_the_library(sandbox: DockerSandbox, core_export: CoreExport, tmp_path: Path) -> None:
    seen = compare(sandbox, core_export.path, MUTANTS, tmp_path)
    assert seen["rejected", "rejected"] > MUTANTS // 2, seen
    assert seen["accepted", "accepted"] > MUTANTS // 50, seen


def test_mutants_of_small_declarations(sandbox: DockerSandbox, tmp_path: Path) -> None:
    base = tmp_path / "base.ndjson"
    base.write_bytes(small_base().data)
    seen = compare(sandbox, base, MUTANTS, tmp_path)
    assert seen["rejected", "rejected"] > MUTANTS // 2, seen
    assert seen["accepted", "accepted"] > MUTANTS // 50, seen


ONLY_OURS_REJECTS = {
    "another ": "the official kernel computes Nat.add whatever its definition is; the judge compares definitions",
    "an opaque ": "the same",
    "literal-": "it gives literals their types whatever Nat and String are; the judge compares these as well",
    "axiom-permitted": "it knows no list of axioms; the judge has one",
    "no recursor": "its checker looks at the recursors that are stated; the kernel has its own ones anyway",
    "without the second recursor": "the same",
    "is given twice": "the same",
}
ONLY_OURS_ACCEPTS = {
    " = ": "it does not see all universe levels that are equal",
    "a field of imax": "nor all that are at most another one",
    "has its own values": "it computes Nat.add whatever its definition is",
    "levels of other names": "its checker compares the names of universe parameters of quotient constants",
}


def explained(case: Case) -> bool:
    """Whether it is known why the kernels say different things."""
    return any(part in case.name for part in (ONLY_OURS_REJECTS if case.rule else ONLY_OURS_ACCEPTS))


def test_the_corpus(sandbox: DockerSandbox) -> None:
    """What we accept is accepted, and what we refuse is refused, but for what is explained above."""
    cases = [case for case in ALL if case not in BY_MODULE["text"]]
    rows = [json.dumps(case.build().data.decode().splitlines()) for case in cases]
    words = official(sandbox, "cases", "/in/cases.jsonl", **{"cases.jsonl": "\n".join(rows).encode() + b"\n"})
    contrary = {"rejected": "accepted", "accepted": "rejected"}
    wrong = {
        case.name: word
        for case, word in zip(cases, words, strict=True)
        if word == contrary["rejected" if case.rule else "accepted"] and not explained(case)
    }
    assert wrong == {}
    assert words.count("accepted") > 300
    assert words.count("rejected") > 600
