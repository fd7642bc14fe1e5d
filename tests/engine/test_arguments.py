"""Whatever a program hands to the library, it gets a result or an error of the tree, and nonsense writes nothing."""

import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import gate as library
from gate import Gate, GateError, UsageError, examine, schema_of, verify_bundle, verify_export
from gate.engine.arguments import checked

NONSENSE = [
    5,
    None,
    True,
    1.5,
    b"x",
    [],
    {},
    object(),
    "",
    "a\0b",
    "\ud800",
    "x" * 5000,
    Path("\ud800"),
    Path("x" * 5000),
]
STRINGS = {"reason": "r", "approver": "a", "note": "n", "kind": "erratum", "text": "t", "name": "nobody", "key": "k"}


class Choice(TypedDict, total=False):
    latest: bool


@checked
def sample(
    place: Path | str,
    number: int = 0,
    *,
    more: Sequence[Path | str] = (),
    judge: Callable[[], None] | None = None,
    **choice: Unpack[Choice],
) -> str:
    """Echo."""
    return f"{place} {number} {len(more)} {choice.get('latest')}"


def test_what_fits_is_passed_on_unchanged():
    assert sample("a", 1, more=["b", Path("c")], latest=True) == "a 1 2 True"
    assert sample(Path("a"), judge=print) == "a 0 0 None"
    assert (sample.__name__, sample.__doc__) == ("sample", "Echo.")
    assert "place" in inspect.signature(sample).parameters


@pytest.mark.parametrize(
    ("call", "parameter"),
    [
        (lambda: sample(5), "place"),
        (lambda: sample(b"x"), "place"),
        (lambda: sample(""), "place"),
        (lambda: sample("a\0b"), "place"),
        (lambda: sample("\udcff"), "place"),
        (lambda: sample("x" * 256), "place"),
        (lambda: sample(Path("x/" * 2100)), "place"),
        (lambda: sample(Path("\ud800")), "place"),
        (lambda: sample("a", "1"), "number"),
        (lambda: sample("a", True), "number"),
        (lambda: sample("a", 1.0), "number"),
        (lambda: sample("a", more="bc"), "more"),
        (lambda: sample("a", more=["b", "\0"]), "more"),
        (lambda: sample("a", more=[3]), "more"),
        (lambda: sample("a", latest="yes"), "latest"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(call, parameter):
    with pytest.raises(UsageError) as caught:
        call()
    assert caught.value.code == "argument.wrong-value"
    assert caught.value.message.startswith(f"{parameter} cannot be ")
    assert len(caught.value.message) < 300


def test_a_file_name_need_not_be_unicode(tmp_path):
    assert sample(Path("r\udce9sum\udce9.json")).startswith("r")


def test_a_call_with_other_parameters_is_pythons_error():
    with pytest.raises(TypeError):
        sample()
    with pytest.raises(TypeError):
        sample("a", nothing=1)


@pytest.fixture(scope="module")
def gate(tmp_path_factory):
    with Gate.init(tmp_path_factory.mktemp("nonsense") / "store") as made:
        yield made


def public_methods():
    return [name for name in dir(Gate) if not name.startswith("_") and callable(getattr(Gate, name))]


@pytest.mark.parametrize("method", sorted({*public_methods()} - {"close", "store", "recovery", "checkpoint"}))
def test_no_method_lets_nonsense_through(gate, method, tmp_path, monkeypatch):
    """One parameter after the other is nonsense, all others are plausible."""
    monkeypatch.chdir(tmp_path)
    plausible = {**STRINGS, "record": "nobody", "artifact": str(tmp_path), "index": 0, "path": str(tmp_path / "out")}
    function = getattr(gate, method)
    parameters = inspect.signature(function).parameters
    required = [name for name, found in parameters.items() if found.default is found.empty and name != "choice"]
    arguments = {name: plausible.get(name, str(tmp_path)) for name in required}
    for parameter in {*parameters} - {"progress", "sandbox", "judges", "choice"}:
        for value in NONSENSE:
            code = error_code(lambda: function(**{**arguments, parameter: value}))  # noqa: B023
            assert code not in ("store.database", "internal"), (parameter, value)


def error_code(use):
    try:
        use()
    except GateError as problem:
        return problem.code
    return None


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(blacklist_categories=())), data=st.data())
def test_any_text_is_answered(gate, text, data):
    uses = (gate.status, gate.history, gate.explain, gate.plan_rerun, gate.bundle, schema_of)
    use = data.draw(st.sampled_from(uses))
    with pytest.raises(GateError):
        use(text)


@pytest.mark.parametrize("value", NONSENSE, ids=lambda value: repr(value)[:20])
def test_functions_without_a_store_are_the_same(gate, value):
    for use in (
        lambda: verify_bundle(value, gate.public_key),
        lambda: verify_bundle(b"{}", value),
        lambda: verify_bundle(b"{}", gate.public_key, artifact=value, record=value),
        lambda: verify_export(value, gate.public_key),
        lambda: verify_export("nowhere", gate.public_key, checkpoints=[value]),
        lambda: schema_of(value),
        lambda: next(iter(examine(value))),
        lambda: Gate.open(value, read_only=True),
    ):
        error_code(use)


def test_every_public_function_is_checked():
    functions = [getattr(library, name) for name in library.__all__ if inspect.isfunction(getattr(library, name))]
    assert {made.__name__ for made in functions if not hasattr(made, "__wrapped__")} <= {"schema_names", "run_demo"}
    assert all(hasattr(getattr(Gate, name), "__wrapped__") for name in public_methods())
