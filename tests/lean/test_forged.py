"""Compiled files that no compiler wrote: the solution's container hands out whatever the attacker likes."""

from __future__ import annotations

import struct
from collections.abc import Callable
from dataclasses import replace

import pytest

from gate.engine.judges import JUDGES
from gate.lean.core.declaration import (
    Axiom,
    Constant,
    Constructor,
    Definition,
    Inductive,
    Opaque,
    Quotient,
    QuotKind,
    Recursor,
    Safety,
    Theorem,
    value_of,
)
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.judge import LeanJudge
from gate.lean.olean.cache import OleanCache
from gate.model.decide import decide
from gate.model.verdict import Verdict
from gate.sandbox.docker_sandbox import DockerSandbox
from tests.lean.corpus import PREFLIGHT, Notes, deciding, make_case
from tests.lean.forge import CompilingOnce, Edit, Forgery, ForgingSandbox, edited
from tests.lean.olean_writer import OleanWriter

pytestmark = pytest.mark.docker

TRUE, FALSE = "theorem target : 1 = 1 := sorry\n", "theorem target : 1 = 2 := sorry\n"
HONEST = """
inductive N where
  | z : N
  | s (n : N) : N
theorem uses : N → 1 = 1 := fun _ => rfl
theorem target : 1 = 1 := uses N.z
"""
UNPROVEN = """
inductive Void : Prop
unsafe def circle (n : Nat) : 1 = 2 := circle n
theorem helper : 1 = 1 := rfl
theorem target : 1 = 2 := sorry
"""
TARGET, HELPER, VOID = Name.of("target"), Name.of("helper"), Name.of("Void")
N, Z, S, REC = Name.of("N"), Name.of("N", "z"), Name.of("N", "s"), Name.of("N", "rec")

Constants = dict[Name, Constant]


def change(name: Name, **fields: object) -> Edit:
    """The edit that claims something else about one constant."""

    def edit(terms: Terms, constants: Constants) -> None:
        constants[name] = replace(constants[name], **fields)  # type: ignore[arg-type]

    return edit


def prove(make: Callable[[Terms, Constants], int]) -> Edit:
    """The edit that gives the target another proof."""

    def edit(terms: Terms, constants: Constants) -> None:
        target = constants[TARGET]
        assert isinstance(target, Theorem)
        constants[TARGET] = replace(target, value=make(terms, constants))

    return edit


def rule_swapped(terms: Terms, constants: Constants) -> None:
    rec = constants[REC]
    assert isinstance(rec, Recursor)
    first, second = rec.rules
    constants[REC] = replace(rec, rules=(first, replace(second, rhs=first.rhs)))


def rule_missing(terms: Terms, constants: Constants) -> None:
    rec = constants[REC]
    assert isinstance(rec, Recursor)
    constants[REC] = replace(rec, rules=rec.rules[:1])


def axiom_in_rule(terms: Terms, constants: Constants) -> None:
    rec = constants[REC]
    assert isinstance(rec, Recursor)
    oracle = Axiom(Name.of("oracle"), (), terms.sort(0))
    constants[oracle.name] = oracle
    first, second = rec.rules
    rhs = terms.let(Name.of("o"), terms.sort(0), terms.const(oracle.name), first.rhs)
    constants[REC] = replace(rec, rules=(replace(first, rhs=rhs), second))
    target = constants[TARGET]
    assert isinstance(target, Theorem)
    uses_rec = terms.lam(Name.of("u"), terms.sort(0), terms.const(REC, terms.succ(0)))
    constants[TARGET] = replace(target, value=terms.app(uses_rec, target.value))


def constructor_added(listed: bool) -> Edit:
    """``Void`` gets a constructor, and the target follows from it; the recursor still knows of none."""

    def edit(terms: Terms, constants: Constants) -> None:
        void, target = constants[VOID], constants[TARGET]
        assert isinstance(void, Inductive)
        assert isinstance(target, Theorem)
        intro = Constructor(VOID.child("intro"), (), terms.const(VOID), VOID, 0, 0, 0, False)
        constants[intro.name] = intro
        if listed:
            constants[VOID] = replace(void, constructors=(intro.name,))
        motive = terms.lam(Name.of("t"), terms.const(VOID), target.type)
        proof = terms.app(terms.const(VOID.child("rec"), 0), motive, terms.const(intro.name))
        constants[TARGET] = replace(target, value=proof)

    return edit


def circle_made_safe(terms: Terms, constants: Constants) -> None:
    circle, target = Name.of("circle"), constants[TARGET]
    for name, constant in list(constants.items()):
        if isinstance(constant, Definition):
            constants[name] = replace(constant, safety=Safety.SAFE)
    assert isinstance(target, Theorem)
    constants[TARGET] = replace(target, value=terms.app(terms.const(circle), terms.nat(0)))


def theorem_about_nothing(terms: Terms, constants: Constants) -> None:
    """A "theorem" whose type is data, not a proposition."""
    number = Theorem(Name.of("number"), (), terms.const(Name.of("Nat")), terms.nat(1), (Name.of("number"),))
    constants[number.name] = number
    target = constants[TARGET]
    assert isinstance(target, Theorem)
    wrap = terms.lam(Name.of("n"), terms.const(Name.of("Nat")), target.value)
    constants[TARGET] = replace(target, value=terms.app(wrap, terms.const(number.name)))


def own_quotient(terms: Terms, constants: Constants) -> None:
    """A quotient constant that is none of the four."""
    fake = Quotient(Name.of("MyQuot"), (), terms.const(Name.of("Void")), QuotKind.CTOR)
    constants[fake.name] = fake
    target = constants[TARGET]
    assert isinstance(target, Theorem)
    motive = terms.lam(Name.of("t"), terms.const(VOID), target.type)
    proof = terms.app(terms.const(VOID.child("rec"), 0), motive, terms.const(fake.name))
    constants[TARGET] = replace(target, value=proof)


def library_constant_redeclared(terms: Terms, constants: Constants) -> None:
    name = Name.of("Nat", "add")
    nat = terms.const(Name.of("Nat"))
    kind = terms.pi(Name.of("a"), nat, terms.pi(Name.of("b"), nat, nat))
    value = terms.lam(Name.of("a"), nat, terms.lam(Name.of("b"), nat, terms.nat(0)))
    constants[name] = Definition(name, (), kind, value, 0, Safety.SAFE, (name,))


def axiom_behind_opaque(terms: Terms, constants: Constants) -> None:
    target = constants[TARGET]
    assert isinstance(target, Theorem)
    oracle = Axiom(Name.of("oracle"), (), target.type)
    veil = Opaque(Name.of("veil"), (), target.type, terms.const(oracle.name), False, (Name.of("veil"),))
    constants.update({oracle.name: oracle, veil.name: veil})
    constants[TARGET] = replace(target, value=terms.const(veil.name))


def proof_of(name: Name) -> Callable[[Terms, Constants], int]:
    def make(terms: Terms, constants: Constants) -> int:
        value = value_of(constants[name])
        assert value is not None
        return value

    return make


def wrong_level_count(terms: Terms, constants: Constants) -> int:
    return terms.const(Name.of("rfl"), 0, 0, 0)


def projection_out_of_nothing(terms: Terms, constants: Constants) -> int:
    return terms.proj(VOID, 0, terms.const(HELPER))


def deep(terms: Terms, constants: Constants) -> int:
    expr = terms.const(HELPER)
    for _ in range(300_000):
        expr = terms.app(expr, expr) if terms.loose[expr] else terms.app(terms.const(HELPER), expr)
    return expr


def free_variable(data: bytes) -> bytes:
    """The target's proof is a free variable: a node that the decoder does not know."""
    writer = OleanWriter()
    free = writer.ctor(1, (writer.name(Name.of("x")),), bytes(8))
    common = writer.ctor(0, (writer.name(TARGET), writer.names(()), free))
    info = writer.ctor(2, (writer.ctor(0, (common, free, writer.names((TARGET,)))),))
    return writer.module([info], [writer.name(TARGET)], imports=[(Name.of("Init"), (False, True, False))])


def negative_number(data: bytes) -> bytes:
    """comparator's olean_issue: a big number with a negative sign."""
    writer = OleanWriter()
    number = writer.object(struct.pack("<iHBBiiQQ", 0, 32, 0, 250, 1, -1, 0, 1 << 63))
    literal = writer.ctor(9, (writer.ctor(0, (number,)),), bytes(8))
    common = writer.ctor(0, (writer.name(TARGET), writer.names(()), literal))
    info = writer.ctor(2, (writer.ctor(0, (common, literal, writer.names((TARGET,)))),))
    return writer.module([info], [writer.name(TARGET)], imports=[(Name.of("Init"), (False, True, False))])


def twice(data: bytes) -> bytes:
    """Two constants of one name."""
    writer = OleanWriter()
    terms = Terms()
    infos = [writer.constant(terms, Axiom(TARGET, (), terms.sort(level))) for level in (0, terms.succ(0))]
    return writer.module(infos, [writer.name(TARGET)] * 2)


FORGERIES: dict[str, tuple[str, str, Forgery, str]] = {
    # name: challenge, solution, forgery, the check that fails
    "proof of something else": (FALSE, UNPROVEN, edited(prove(proof_of(HELPER))), "lean.kernel"),
    "proof by itself": (FALSE, UNPROVEN, edited(prove(lambda t, _: t.const(TARGET))), "lean.kernel"),
    "constructor that the type lists": (FALSE, UNPROVEN, edited(constructor_added(True)), "lean.kernel"),
    "constructor that the type does not list": (FALSE, UNPROVEN, edited(constructor_added(False)), "lean.kernel"),
    "unsafe definition made safe": (FALSE, UNPROVEN, edited(circle_made_safe), "lean.kernel"),
    "own quotient constant": (FALSE, UNPROVEN, edited(own_quotient), "lean.kernel"),
    "axiom behind an opaque constant": (FALSE, UNPROVEN, edited(axiom_behind_opaque), "lean.axioms"),
    "constant with too many levels": (FALSE, UNPROVEN, edited(prove(wrong_level_count)), "lean.kernel"),
    "projection of a type without fields": (FALSE, UNPROVEN, edited(prove(projection_out_of_nothing)), "lean.kernel"),
    "reference to nothing": (FALSE, UNPROVEN, edited(prove(lambda t, _: t.const(Name.of("no")))), "lean.axioms"),
    "library constant redeclared": (TRUE, HONEST, edited(library_constant_redeclared), "lean.statement"),
    "recursor with a wrong rule": (TRUE, HONEST, edited(rule_swapped), "lean.kernel"),
    "recursor with a rule too few": (TRUE, HONEST, edited(rule_missing), "lean.kernel"),
    "recursor with an axiom in a rule": (TRUE, HONEST, edited(axiom_in_rule), "lean.axioms"),
    "recursor with K": (TRUE, HONEST, edited(change(REC, k=True)), "lean.kernel"),
    "recursor with fewer minors": (TRUE, HONEST, edited(change(REC, minors=1)), "lean.kernel"),
    "recursor with a parameter": (TRUE, HONEST, edited(change(REC, params=1)), "lean.kernel"),
    "constructor with fewer fields": (TRUE, HONEST, edited(change(S, fields=0)), "lean.kernel"),
    "constructor of another index": (TRUE, HONEST, edited(change(S, index=0)), "lean.kernel"),
    "type that hides its recursion": (TRUE, HONEST, edited(change(N, recursive=False)), "lean.kernel"),
    "type with nested occurrences": (TRUE, HONEST, edited(change(N, nested=1)), "lean.kernel"),
    "type that claims to be reflexive": (TRUE, HONEST, edited(change(N, reflexive=True)), "lean.kernel"),
    "theorem that is no proposition": (TRUE, HONEST, edited(theorem_about_nothing), "lean.kernel"),
    "import of nothing": (TRUE, HONEST, edited(lambda t, c: None, imports=("Init", "Nowhere")), "lean.decode"),
    "no import at all": (TRUE, HONEST, edited(lambda t, c: None, imports=()), "lean.statement"),
    "free variable": (TRUE, HONEST, free_variable, "lean.decode"),
    "negative number": (TRUE, HONEST, negative_number, "lean.decode"),
    "two constants of one name": (TRUE, HONEST, twice, "lean.decode"),
    "empty file": (TRUE, HONEST, lambda data: b"", "lean.decode"),
    "cut file": (TRUE, HONEST, lambda data: data[: len(data) // 16 * 8], "lean.decode"),
    "another version": (TRUE, HONEST, lambda data: data[:5] + b"\x03" + data[6:], "lean.decode"),
    "rubbish": (TRUE, HONEST, lambda data: data[:96] + bytes(reversed(data[96:])), "lean.decode"),
}


@pytest.fixture(scope="module")
def compiler(sandbox: DockerSandbox) -> CompilingOnce:
    return CompilingOnce(sandbox)


@pytest.mark.parametrize("name", FORGERIES)
def test_a_forged_file_is_rejected(name: str, compiler: CompilingOnce, cache: OleanCache) -> None:
    challenge, solution, forgery, check = FORGERIES[name]
    checks, verdict = judged(ForgingSandbox(compiler, forgery), cache, challenge, solution)
    assert verdict is Verdict.REJECTED
    assert deciding(checks) == check


def test_a_file_written_anew_without_change_is_verified(compiler: CompilingOnce, cache: OleanCache) -> None:
    """Otherwise the forgeries above might be rejected for how they are written."""
    forger = ForgingSandbox(compiler, edited(lambda terms, constants: None))
    _, verdict = judged(forger, cache, TRUE, HONEST)
    assert verdict is Verdict.VERIFIED


def test_a_file_that_is_too_much_decides_nothing(compiler: CompilingOnce, cache: OleanCache) -> None:
    """A number of a million bits: no forgery, and more than this gate reads."""
    forger = ForgingSandbox(compiler, edited(prove(lambda terms, _: terms.nat(1 << (1 << 20)))))
    checks, verdict = judged(forger, cache, FALSE, UNPROVEN)
    assert verdict is Verdict.INCONCLUSIVE
    assert (checks[-1].id, checks[-1].code) == ("lean.decode", "olean.nat-bits")


def test_a_very_deep_proof_exhausts_the_kernel_and_nothing_else(compiler: CompilingOnce, cache: OleanCache) -> None:
    checks, verdict = judged(ForgingSandbox(compiler, edited(prove(deep))), cache, FALSE, UNPROVEN)
    assert verdict is not Verdict.VERIFIED
    assert deciding(checks) == "lean.kernel"


def judged(sandbox: ForgingSandbox, cache: OleanCache, challenge: str, solution: str):
    case = make_case({"Challenge.lean": challenge}, {"Solution.lean": solution}, ["target"])
    checks = LeanJudge(cache=cache).judge(case, Notes(), sandbox)
    return checks, decide(JUDGES.required(case.claim, case.policy), (PREFLIGHT, *checks)).verdict
