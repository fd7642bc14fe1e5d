"""The walk to the axioms goes everywhere, and shows the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from gate.lean.compare.axioms import AxiomReport, walk_axioms
from gate.lean.core.declaration import Axiom, Definition, Opaque, Recursor, Safety
from gate.lean.core.names import Name
from tests.lean.mini import GIVEN, HIDDEN, REC, TWO, Mini, N
from tests.lean.sides import both_sides, goal

TARGET = Name.of("target")


def using(name: Name) -> Mini:
    """A theorem whose proof mentions one constant and nothing else."""
    mini = Mini()
    mini.theorem("target", mini.terms.sort(0), mini.terms.const(name))
    return mini


def walked(solution: Mini, *, axioms: tuple[str, ...] = (), challenge: Mini | None = None) -> AxiomReport:
    made = both_sides(challenge or Mini(), solution)
    return walk_axioms(made.terms, made.challenge, made.solution, goal("target", axioms=axioms))


def test_a_proof_without_axioms() -> None:
    report = walked(using(HIDDEN))
    assert (report.findings, report.used) == ((), ())
    assert report.constants == 7  # target, hidden, two, N, N.z, N.s, N.rec


def test_a_permitted_axiom_is_reported_as_used() -> None:
    report = walked(using(GIVEN), axioms=("given",))
    assert (report.findings, report.used) == ((), (GIVEN,))


def hide_in_rule(mini: Mini) -> None:
    rec = mini.constants[REC]
    assert isinstance(rec, Recursor)
    rule = replace(rec.rules[0], rhs=mini.terms.const(GIVEN))
    mini.change(REC, rules=(rule, rec.rules[1]))


@pytest.mark.parametrize(
    ("change", "code", "path"),
    [
        (lambda m: m.change(HIDDEN, value=m.terms.const(GIVEN)), "axiom", "target → hidden → given"),
        (lambda m: m.change(HIDDEN, type=m.terms.const(GIVEN)), "axiom", "target → hidden → given"),
        (
            lambda m: m.change(TWO, value=m.terms.proj(GIVEN, 0, m.terms.const(N))),
            "axiom",
            "target → hidden → two → given",
        ),
        (hide_in_rule, "axiom", "target → hidden → two → N.rec → given"),
        (lambda m: m.change(TWO, safety=Safety.PARTIAL), "partial", "target → hidden → two"),
        (lambda m: m.change(TWO, safety=Safety.UNSAFE), "unsafe", "target → hidden → two"),
        (lambda m: m.change(HIDDEN, unsafe=True), "unsafe", "target → hidden"),
        (lambda m: m.change(N, unsafe=True), "unsafe", "target → hidden → N"),
        (lambda m: m.constants.pop(TWO), "missing", "target → hidden → two"),
    ],
)
def test_what_must_not_be_there_is_found(change: Callable[[Mini], object], code: str, path: str) -> None:
    mini = using(HIDDEN)
    change(mini)
    first, *_ = walked(mini).findings
    assert (first.code, " → ".join(map(str, first.path))) == (code, path)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        (Name.of("sorryAx"), "sorry"),
        (Name.of("Lean", "ofReduceBool"), "native-evaluation"),
        (Name.of("x", "_native", "native_decide", "ax_1_1"), "native-evaluation"),
        (Name.of("Classical.choice"), "axiom"),  # one component, with a dot in it
        (Name.of("propext", 1), "axiom"),
    ],
)
def test_axioms_are_told_apart_by_structured_names(name: Name, code: str) -> None:
    mini = using(name)
    mini.add(Axiom(name, (), mini.terms.sort(0)))
    permitted = ("propext", "Classical.choice", "Quot.sound")
    (finding,) = walked(mini, axioms=permitted).findings
    assert (finding.code, finding.path) == (code, (TARGET, name))


@pytest.mark.parametrize("kind", ["other type", "other levels", "not in the challenge"])
def test_a_permitted_axiom_must_say_what_the_trusted_one_says(kind: str) -> None:
    mini, challenge = using(GIVEN), Mini()
    if kind == "other type":
        mini.change(GIVEN, type=mini.terms.sort(0))
    elif kind == "other levels":
        mini.change(GIVEN, levels=(Name.of("u"),))
    else:
        del challenge.constants[GIVEN]
    (finding,) = walked(mini, axioms=("given",), challenge=challenge).findings
    assert finding.code == "axiom-statement"


def test_holes_are_walked_as_well() -> None:
    mini = using(N)
    mini.change(TWO, value=mini.terms.const(GIVEN))
    made = both_sides(Mini(), mini)
    report = walk_axioms(made.terms, made.challenge, made.solution, goal("target", holes=("two",)))
    assert [finding.path for finding in report.findings] == [(TWO, GIVEN)]


def test_the_mini_world_has_the_kinds_used_here() -> None:
    mini = Mini()
    assert isinstance(mini.constants[HIDDEN], Opaque)
    assert isinstance(mini.constants[TWO], Definition)
