from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gate.model.errors import InputError
from gate.model.policy import RunLimits
from gate.sandbox.interface import Output, RunSpec
from gate.sandbox.run.validate import MAX_INPUT_BYTES, MAX_STDIN_BYTES, check_spec

IMAGE = "sha256:" + "a" * 64


def spec(**changed: Any) -> RunSpec:
    return RunSpec(**{"image": IMAGE, "argv": ("true",), **changed})


class Huge(bytes):
    """Claims to be larger than any test should allocate."""

    size = 0

    def __len__(self) -> int:
        return self.size


def huge(size: int) -> Huge:
    made = Huge()
    made.size = size
    return made


REFUSED: dict[str, tuple[dict[str, Any], str, str]] = {
    "no image": ({"image": ""}, "run.image", "image"),
    "tag": ({"image": "python:latest"}, "run.image", "image"),
    "short id": ({"image": "sha256:abc"}, "run.image", "image"),
    "id with newline": ({"image": IMAGE + "\n"}, "run.image", "image"),
    "no argument": ({"argv": ()}, "run.argv", "argv"),
    "empty program": ({"argv": ("",)}, "run.argv", "argv"),
    "NUL in an argument": ({"argv": ("a", "b\0c")}, "run.argv", "argv[1]"),
    "surrogate": ({"argv": ("a", "\udc80")}, "run.argv", "argv[1]"),
    "too many arguments": ({"argv": ("a",) * 257}, "run.argv", "argv"),
    "too long arguments": ({"argv": ("a" * 70_000,)}, "run.argv", "argv"),
    "environment name": ({"env": {"A=B": "c"}}, "run.env", "env.A=B"),
    "environment value": ({"env": {"A": "\0"}}, "run.env", "env.A"),
    "input above": ({"inputs": {"../x": b""}}, "run.input-name", "inputs.../x"),
    "absolute input": ({"inputs": {"/etc/x": b""}}, "run.input-name", "inputs./etc/x"),
    "empty input name": ({"inputs": {"": b""}}, "run.input-name", "inputs."),
    "hidden input": ({"inputs": {".x": b""}}, "run.input-name", "inputs..x"),
    "non-ASCII input": ({"inputs": {"ä": b""}}, "run.input-name", "inputs.ä"),
    "file and folder": ({"inputs": {"a": b"", "a/b": b""}}, "run.input-name", "inputs.a/b"),
    "too many inputs": ({"inputs": {f"f{n}": b"" for n in range(4097)}}, "run.inputs", "inputs"),
    "archive bomb": ({"inputs": {"a": huge(MAX_INPUT_BYTES), "b": b"x"}}, "run.input-size", "inputs"),
    "large stdin": ({"stdin": huge(MAX_STDIN_BYTES + 1)}, "run.stdin", "stdin"),
    "output above": ({"outputs": (Output("../x", 1),)}, "run.output-name", "outputs.../x"),
    "output inside above": ({"outputs": (Output("a/../../x", 1),)}, "run.output-name", "outputs.a/../../x"),
    "non-ASCII output": ({"outputs": (Output("r\u00e9s", 1),)}, "run.output-name", "outputs.rés"),
    "right to left": ({"outputs": (Output("\u202etxt", 1),)}, "run.output-name", "outputs.\u202etxt"),
    "output twice": ({"outputs": (Output("a", 1), Output("a", 2))}, "run.output-twice", "outputs.a"),
    "output file and folder": ({"outputs": (Output("a/b", 1), Output("a", 2))}, "run.output-name", "outputs.a/b"),
    "no room": ({"outputs": (Output("a", 0),)}, "run.output-cap", "outputs.a"),
    "negative room": ({"outputs": (Output("a", -1),)}, "run.output-cap", "outputs.a"),
    "too much room": ({"outputs": (Output("a", 1 << 31),)}, "run.output-cap", "outputs"),
    "too many outputs": ({"outputs": tuple(Output(f"f{n}", 1) for n in range(257))}, "run.outputs", "outputs"),
    "purpose": ({"purpose": "two words"}, "run.purpose", "purpose"),
}


@pytest.mark.parametrize(("changed", "code", "where"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_with_code_and_place(changed: dict[str, Any], code: str, where: str) -> None:
    with pytest.raises(InputError) as caught:
        check_spec(spec(**changed))
    assert (caught.value.code, caught.value.where) == (code, where)


@pytest.mark.parametrize("name", ["wall_s", "cpu_s", "memory_bytes", "pids", "disk_bytes", "inodes", "stream_bytes"])
@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf")])
def test_limits_of_zero_or_below_are_refused(name: str, value: float) -> None:
    """0 would be "unlimited" to the engine. `model_copy` builds what validation would not."""
    with pytest.raises(InputError) as caught:
        check_spec(spec(limits=RunLimits().model_copy(update={name: value})))
    assert caught.value.where == f"limits.{name}"


@pytest.mark.parametrize(
    "build",
    [
        lambda: spec(),
        lambda: spec(inputs={"a/b/c.txt": b"x", "a/d": b""}, outputs=(Output("o/p", 5), Output("o/q", 5))),
        lambda: spec(argv=("python3", "-c", "print('ä')"), env={"A_1": "ä"}, stdin=b"\0"),
    ],
)
def test_good_specifications_pass(build: Callable[[], RunSpec]) -> None:
    check_spec(build())


@settings(deadline=None)
@given(st.text())
def test_a_name_that_passes_stays_inside(name: str) -> None:
    try:
        check_spec(spec(outputs=(Output(name, 1),)))
    except InputError:
        return
    assert name.isascii()
    assert ".." not in name.split("/")
    assert not name.startswith(("/", "-", "."))
