"""Tools of the host."""

from __future__ import annotations

import pytest

from gate.model.errors import InfrastructureError
from gate.sandbox.images.tools import run_tool, tail


def test_stdout_comes_back() -> None:
    assert run_tool(["sh", "-c", "echo $X"], code="c", missing="m", env={"X": "1", "PATH": "/usr/bin:/bin"}) == "1\n"


def test_it_gets_no_stdin() -> None:
    assert run_tool(["cat"], code="c", missing="m") == ""


def test_a_missing_tool() -> None:
    with pytest.raises(InfrastructureError) as caught:
        run_tool(["/nowhere/tool"], code="c", missing="install it")
    assert (caught.value.code, caught.value.hint) == ("image.tool-missing", "install it")


def test_a_failing_tool_is_quoted_from_the_end() -> None:
    script = "for i in 1 2 3; do echo line $i >&2; done; exit 7"
    with pytest.raises(InfrastructureError, match=r"status 7:\nline 1\nline 2\nline 3") as caught:
        run_tool(["sh", "-c", script], code="tool.failed", missing="m", hint="look")
    assert (caught.value.code, caught.value.hint) == ("tool.failed", "look")
    assert tail("\n".join(map(str, range(100)))).startswith("88\n")
