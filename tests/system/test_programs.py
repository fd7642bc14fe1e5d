"""Programs of the host."""

from __future__ import annotations

from pathlib import Path

import pytest

from gate.model.errors import InfrastructureError
from gate.system.programs import git, run_program, tail


def test_stdout_comes_back() -> None:
    env = {"X": "1", "PATH": "/usr/bin:/bin"}
    assert run_program(["sh", "-c", "echo $X"], code="c", missing="m", env=env).text == "1\n"


def test_it_gets_no_stdin() -> None:
    assert run_program(["cat"], code="c", missing="m").stdout == b""


def test_a_missing_program() -> None:
    with pytest.raises(InfrastructureError) as caught:
        run_program(["/nowhere/tool"], code="image.tool-missing", missing="install it")
    assert (caught.value.code, caught.value.hint) == ("image.tool-missing", "install it")


def test_a_failing_program_is_quoted_from_the_end() -> None:
    script = "for i in 1 2 3; do echo line $i >&2; done; exit 7"
    done = run_program(["sh", "-c", script], code="c", missing="m")
    assert done.status == 7
    with pytest.raises(InfrastructureError, match=r"status 7:\nline 1\nline 2\nline 3") as caught:
        done.require("tool.failed", hint="look")
    assert (caught.value.code, caught.value.hint) == ("tool.failed", "look")
    assert tail("\n".join(map(str, range(100))).encode()).startswith("88\n")


def test_a_program_that_takes_too_long() -> None:
    with pytest.raises(InfrastructureError, match="not done within"):
        run_program(["sleep", "60"], code="c", missing="m", timeout_s=0.05)


def test_what_it_says_cannot_drive_a_terminal() -> None:
    assert tail(b"\x1b[2Jdone\xff\n") == "\\x1b[2Jdone\\xff"


def test_git_in_a_folder_that_is_no_repository(tmp_path: Path) -> None:
    with pytest.raises(InfrastructureError, match="git failed") as caught:
        git(tmp_path, "rev-parse", "HEAD", code="x.git").require("x.git", where=str(tmp_path))
    assert (caught.value.code, caught.value.where) == ("x.git", str(tmp_path))
