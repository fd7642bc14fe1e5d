"""The in-container checker without its library: the self-test's teeth, its refusals, its strictness about input."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.lean.checker import FOLDER, checker_module

bridge = checker_module("bridge")
builder = checker_module("builder")
selftest = checker_module("selftest")


class StandIn:
    """In place of the kernel: builds nothing and gives the same answer to every declaration."""

    def __init__(self, answer: str) -> None:
        self.answer = answer
        self.count = 1

    def __getattr__(self, name: str) -> Any:
        def make(*_: Any) -> int:
            self.count += 2
            return self.count

        return make

    def add(self, declaration: int) -> None:
        if self.answer != "accepted":
            raise bridge.Rejected(self.answer)

    def find(self, name: int) -> None:
        """It holds no constant."""


@pytest.mark.parametrize("answer", ["accepted", "declTypeMismatch", "deterministicTimeout"])
def test_a_library_that_always_gives_the_same_answer_fails_the_self_test(answer: str) -> None:
    with pytest.raises(bridge.ToolchainError, match="self-test"):
        selftest.self_test(StandIn(answer))


def run(script: str, *arguments: Path) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-I", "-B", str(FOLDER / script), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, timeout=60)


@pytest.fixture
def declarations(tmp_path: Path) -> Path:
    path = tmp_path / "declarations.jsonl"
    path.write_text(json.dumps(HEADER) + "\n")
    return path


HEADER = {"format": "gate-replay-1", "nonce": "n", "heartbeats": 0, "recursion": 1}


@pytest.mark.parametrize(
    ("library", "words"),
    [
        ("libc.so.6", b"cannot use the Lean library"),
        ("/nonexistent/libleanshared.so", b"cannot use the Lean library"),
    ],
)
def test_a_library_that_is_not_lean_is_refused(tmp_path: Path, declarations: Path, library: str, words: bytes) -> None:
    toolchain = tmp_path / "toolchain.json"
    toolchain.write_text(json.dumps({"library": library}))
    done = run("main.py", declarations, toolchain)
    assert (done.returncode, done.stdout) == (11, b"")
    assert words in done.stderr
    export = tmp_path / "export.ndjson"
    export.write_bytes(b"")
    assert run("import_kernel.py", export, toolchain).returncode == 11


@pytest.mark.parametrize(
    "text", [b"{", b'{"format":"gate-replay-2","nonce":"n","heartbeats":0,"recursion":1}\n', b'{"format":"x"}\n']
)
def test_input_of_another_format_is_refused_before_anything_else(
    tmp_path: Path, declarations: Path, text: bytes
) -> None:
    toolchain = tmp_path / "toolchain.json"
    toolchain.write_text(json.dumps({"library": "/nonexistent"}))
    declarations.write_bytes(text)
    assert run("main.py", declarations, toolchain).returncode == 10


def test_an_unexpected_failure_is_a_crash_and_never_looks_like_an_answer(tmp_path: Path, declarations: Path) -> None:
    done = run("main.py", declarations, tmp_path / "no-toolchain.json")
    assert done.returncode == 12
    assert b"FileNotFoundError" in done.stderr
    done = run("import_kernel.py", tmp_path / "no-export", tmp_path / "no-toolchain.json")
    assert done.returncode == 12


@pytest.mark.parametrize(
    ("names", "levels", "exprs"),
    [
        ([[1, "forward"]], [], []),
        ([[-1, "from the end"]], [], []),
        ([[True, "a flag"]], [], []),
        ([[0, 1.5]], [], []),
        ([[0, -1]], [], []),
        ([[0]], [], []),
        ([], [[1, 1]], []),
        ([], [[5, 0]], []),
        ([], [[1, 0, 0]], []),
        ([], [], [[5, 0, 0]]),
        ([], [], [[0, -1]]),
        ([], [], [[0, builder.MAX_BVAR + 1]]),
        ([], [], [[0, "1"]]),
        ([], [], [[1, 0]]),
        ([], [], [[3, 7]]),
        ([], [], [[3, 0], [6, 0, 0, 0, 4]]),
        ([], [], [[3, 0], [6, 0, 0, 0]]),
        ([], [], [[3, 0], [8, 0, 0, 0, 0, 2]]),
        ([], [], [[3, 0], [11, 0, 1 << 32, 0]]),
        ([], [], [[9, "xyz"]]),
        ([], [], [[9, 5]]),
        ([], [], [[4, 0, 3]]),
    ],
)
def test_malformed_rows_are_refused(names: list[Any], levels: list[Any], exprs: list[Any]) -> None:
    with pytest.raises(builder.MalformedInput):
        builder.Builder(StandIn("accepted")).extend(names, levels, exprs)


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        ("theorem", [0, [], 0]),
        ("thm", [0, [], 0, 1, []]),
        ("thm", [9, [], 0, 0, []]),
        ("def", [0, [], 0, 0, -3, []]),
        ("ind", [[[0, [], 0, 0, 0, [0], [5], 0, 0, 0]], [], []]),
    ],
)
def test_malformed_declarations_are_refused(kind: str, row: list[Any]) -> None:
    made = builder.Builder(StandIn("accepted"))
    made.extend([], [], [[3, 0]])
    with pytest.raises(builder.MalformedInput):
        made.declaration(kind, row)
