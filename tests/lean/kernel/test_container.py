"""The official kernel in its container: it accepts what is honest and refuses every forgery we know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from gate.lean.core.declaration import Constructor, Inductive, Opaque, Quotient, Recursor, Rule, Theorem, is_unsafe
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.kernel.closure import QUOTIENT, Lookup, closure
from gate.lean.kernel.external import ArenaKernel
from gate.lean.kernel.interface import Kernel, Task
from gate.lean.kernel.official import OfficialKernel
from gate.lean.kernel.run import ask
from gate.model.check import Check, Outcome
from gate.model.policy import ExternalKernel, LeanPolicy, RunLimits
from gate.sandbox.docker_sandbox import DockerSandbox
from gate.sandbox.interface import RunSpec
from tests.lean.corpus import Notes
from tests.lean.library import CompiledLibrary
from tests.lean.mini import ALIAS, HIDDEN, REC, SELF, TWO, Mini, N, S, Z

pytestmark = pytest.mark.docker

IMPORT = ExternalKernel(
    name="import",
    image="lean-core",
    argv=("python3", "-I", "-B", "/gate/checker/import_kernel.py", "/in/export.ndjson"),
)


@dataclass(frozen=True)
class Kernels:
    sandbox: DockerSandbox
    library: CompiledLibrary

    def official(self, terms: Terms, lookup: Lookup, *targets: Name, policy: LeanPolicy | None = None) -> Check:
        kernel = OfficialKernel(self.library.toolchain, policy or LeanPolicy())
        return self._ask(kernel, terms, lookup, *targets)

    def mini(self, mini: Mini, *targets: Name) -> Check:
        return self.official(mini.terms, mini.lookup, *(targets or mini.constants))

    def importer(self, mini: Mini, *targets: Name) -> Check:
        kernel = ArenaKernel(IMPORT, self.sandbox.image_id(IMPORT.image), LeanPolicy().kernel)
        return self._ask(kernel, mini.terms, mini.lookup, *(targets or mini.constants))

    def _ask(self, kernel: Kernel, terms: Terms, lookup: Lookup, *targets: Name) -> Check:
        return ask(kernel, Task(closure(terms, lookup, targets), self.library.toolchain), self.sandbox, Notes())


@pytest.fixture(scope="session")
def kernels(sandbox: DockerSandbox, library: CompiledLibrary) -> Kernels:
    return Kernels(sandbox, library)


def test_honest_constants_are_accepted(kernels: Kernels) -> None:
    assert kernels.mini(Mini()).outcome is Outcome.PASS
    assert kernels.importer(Mini()).outcome is Outcome.PASS


@pytest.mark.slow
def test_the_whole_library_is_accepted_from_nothing(kernels: Kernels) -> None:
    terms = Terms()
    constants = kernels.library.constants(terms)
    safe = [name for name in constants.names if not is_unsafe(constants[name])]
    check = kernels.official(terms, constants.lookup, *safe)
    assert check.outcome is Outcome.PASS, check.reason
    assert check.data["constants"] > 2000


def test_names_and_literals_of_every_shape_survive(kernels: Kernels) -> None:
    terms = Terms()
    constants = kernels.library.constants(terms)
    names = [Name.of("a.b", "»", "\n\0", "", 7, 2**62), Name.of("ß", "𝔸", "e\u0301")]
    values = [terms.nat(3**5000), terms.string("a\0b\n\U0001f600" * 50)]
    types = [terms.const(Name.of("Nat")), terms.const(Name.of("String"))]
    for name, value, type_ in zip(names, values, types, strict=True):
        constants[name] = Opaque(name, (), type_, value, False, (name,))
    assert kernels.official(terms, constants.lookup, *names).outcome is Outcome.PASS
    constants[names[0]] = Opaque(names[0], (), types[1], values[0], False, ())
    check = kernels.official(terms, constants.lookup, names[0])
    assert (check.outcome, check.code) == (Outcome.FAIL, "kernel-rejected")
    assert str(names[0]) in check.reason


# Wrong proofs


def wrong_type(mini: Mini) -> Name:
    t = mini.terms
    return mini.theorem("bad", t.pi(Name.of("p"), t.sort(0), t.bvar(0)), t.const(SELF))


def proves_itself(mini: Mini) -> Name:
    t = mini.terms
    return mini.theorem("bad", t.pi(Name.of("p"), t.sort(0), t.bvar(0)), t.const(Name.of("bad")))


def prove_each_other(mini: Mini) -> Name:
    t = mini.terms
    statement = t.pi(Name.of("p"), t.sort(0), t.bvar(0))
    mini.theorem("other", statement, t.const(Name.of("bad")))
    return mini.theorem("bad", statement, t.const(Name.of("other")))


def no_proposition(mini: Mini) -> Name:
    return mini.theorem("bad", mini.terms.const(N), mini.terms.const(TWO))


def unknown_constant(mini: Mini) -> Name:
    return mini.theorem("bad", mini.terms.const(Name.of("nobody")), mini.terms.const(SELF))


def surplus_universe(mini: Mini) -> Name:
    t = mini.terms
    return mini.theorem("bad", t.expr(t.exprs[mini.constants[SELF].type]), t.const(SELF, 0))


def undeclared_universe(mini: Mini) -> Name:
    t = mini.terms
    return mini.definition("bad", t.sort(t.succ(t.param(Name.of("v")))), t.sort(t.param(Name.of("v"))))


def projection_of_no_structure(mini: Mini) -> Name:
    t = mini.terms
    return mini.definition("bad", t.const(N), t.proj(N, 0, t.const(TWO)))


def huge_projection(mini: Mini) -> Name:
    t = mini.terms
    return mini.definition("bad", t.const(N), t.proj(N, 2**32 - 1, t.const(TWO)))


def opaque_ill_typed(mini: Mini) -> Name:
    name = Name.of("bad")
    mini.add(Opaque(name, (), mini.terms.const(N), mini.terms.const(SELF), False, ()))
    return name


@pytest.mark.parametrize(
    ("forge", "tag"),
    [
        (wrong_type, "declTypeMismatch"),
        (proves_itself, "unknownConstant"),
        (prove_each_other, "unknownConstant"),
        (no_proposition, "thmTypeIsNotProp"),
        (unknown_constant, "unknownConstant"),
        (surplus_universe, "other"),
        (undeclared_universe, "other"),
        (projection_of_no_structure, "invalidProj"),
        (huge_projection, "invalidProj"),
        (opaque_ill_typed, "declTypeMismatch"),
    ],
)
def test_wrong_proofs_are_rejected_by_name(kernels: Kernels, forge: Callable[[Mini], Name], tag: str) -> None:
    mini = Mini()
    check = kernels.mini(mini, forge(mini))
    assert (check.outcome, check.code, check.data["tag"]) == (Outcome.FAIL, "kernel-rejected", tag)
    assert check.data["declaration"] in ("bad", "other")


def test_the_further_kernel_rejects_a_wrong_proof_too(kernels: Kernels) -> None:
    mini = Mini()
    assert kernels.importer(mini, wrong_type(mini)).outcome is Outcome.FAIL


# Everything that the kernel generates is compared with what was claimed


def recursor(**fields: object) -> Callable[[Mini], None]:
    return lambda mini: mini.change(REC, **fields)


def rules(change: Callable[[tuple[Rule, ...]], tuple[Rule, ...]]) -> Callable[[Mini], None]:
    def forge(mini: Mini) -> None:
        claimed = mini.constants[REC]
        assert isinstance(claimed, Recursor)
        mini.change(REC, rules=change(claimed.rules))

    return forge


def other_level_name(mini: Mini) -> None:
    mini.change(REC, levels=(Name.of("w"),))


FORGERIES: dict[str, tuple[Callable[[Mini], None], str]] = {
    "recursor: K": (recursor(k=True), "k"),
    "recursor: parameters": (recursor(params=1), "numParams"),
    "recursor: indices": (recursor(indices=1), "numIndices"),
    "recursor: motives": (recursor(motives=2), "numMotives"),
    "recursor: minor premises": (recursor(minors=1), "numMinors"),
    "recursor: universe parameters": (other_level_name, "levelParams"),
    "recursor: surplus universe parameter": (recursor(levels=(Name.of("u"), Name.of("v"))), "levelParams"),
    "recursor: type": (lambda mini: mini.change(REC, type=mini.constants[SELF].type), "type"),
    "recursor: no rules": (rules(lambda claimed: ()), "rules"),
    "recursor: surplus rule": (rules(lambda claimed: (*claimed, claimed[0])), "rules"),
    "recursor: rules swapped": (rules(lambda claimed: claimed[::-1]), "rules.ctor"),
    "recursor: a rule's fields": (rules(lambda claimed: (claimed[0], replace(claimed[1], fields=0))), "rules.nfields"),
    "recursor: a rule's right side": (
        rules(lambda claimed: (claimed[0], replace(claimed[1], rhs=claimed[0].rhs))),
        "rules.rhs",
    ),
    "recursor: a rule's constructor": (
        rules(lambda claimed: (replace(claimed[0], constructor=S), claimed[1])),
        "rules.ctor",
    ),
    "constructor: fields": (lambda mini: mini.change(S, fields=0), "numFields"),
    "constructor: parameters": (lambda mini: mini.change(S, params=1), "numParams"),
    "constructor: index": (lambda mini: mini.change(S, index=0), "cidx"),
    "constructor: universe parameters": (lambda mini: mini.change(Z, levels=(Name.of("u"),)), "levelParams"),
    "constructor: type": (lambda mini: mini.change(S, type=mini.constants[Z].type), "isRec"),
    "type: indices": (lambda mini: mini.change(N, indices=1), "numIndices"),
    "type: nested": (lambda mini: mini.change(N, nested=1), "numNested"),
    "type: not recursive": (lambda mini: mini.change(N, recursive=False), "isRec"),
    "type: reflexive": (lambda mini: mini.change(N, reflexive=True), "isReflexive"),
    "type: constructors in another order": (lambda mini: mini.change(N, constructors=(S, Z)), "cidx"),
}


@pytest.mark.parametrize("name", FORGERIES)
def test_forged_claims_about_inductive_types_fail(kernels: Kernels, name: str) -> None:
    forge, field = FORGERIES[name]
    mini = Mini()
    forge(mini)
    check = kernels.mini(mini, HIDDEN)
    assert (check.outcome, check.code) == (Outcome.FAIL, "forged"), check.reason
    assert field in check.reason


@pytest.mark.parametrize("name", ["recursor: K", "recursor: a rule's right side", "constructor: fields"])
def test_the_further_kernel_finds_forged_claims_too(kernels: Kernels, name: str) -> None:
    mini = Mini()
    FORGERIES[name][0](mini)
    assert kernels.importer(mini, HIDDEN).outcome is Outcome.FAIL


def test_an_inductive_type_that_the_kernel_does_not_accept(kernels: Kernels) -> None:
    """A constructor that takes a function from the type itself: not positive."""
    mini = Mini()
    t = mini.terms
    arrow = t.pi(Name.of("f"), t.pi(Name.of("x"), t.const(N), t.const(N)), t.const(N))
    mini.change(S, type=arrow)
    assert kernels.mini(mini, N).code == "kernel-rejected"


@pytest.mark.parametrize("name", QUOTIENT)
def test_forged_quotient_constants_fail(kernels: Kernels, name: Name) -> None:
    terms = Terms()
    constants = kernels.library.constants(terms)
    honest = kernels.official(terms, constants.lookup, QUOTIENT[0])
    assert honest.outcome is Outcome.PASS
    claimed = constants[name]
    assert isinstance(claimed, Quotient)
    constants[name] = replace(claimed, type=terms.sort(0))
    check = kernels.official(terms, constants.lookup, QUOTIENT[0])
    assert (check.outcome, check.code) == (Outcome.FAIL, "forged")
    assert str(name) in check.reason


def test_swapped_quotient_kinds_fail(kernels: Kernels) -> None:
    terms = Terms()
    constants = kernels.library.constants(terms)
    lift, ind = constants[QUOTIENT[2]], constants[QUOTIENT[3]]
    assert isinstance(lift, Quotient)
    assert isinstance(ind, Quotient)
    constants |= {lift.name: replace(lift, kind=ind.kind), ind.name: replace(ind, kind=lift.kind)}
    assert kernels.official(terms, constants.lookup, QUOTIENT[0]).code == "forged"


@pytest.mark.parametrize("name", ["List", "Eq", "Acc", "Prod", "Lean.Syntax"])
def test_forged_fields_of_library_types_fail(kernels: Kernels, name: str) -> None:
    """Parameters, indices, universe levels, nesting: more shapes than the tiny library has."""
    terms = Terms()
    constants = kernels.library.constants(terms)
    inductive = constants[Name.parse(name)]
    assert isinstance(inductive, Inductive)
    recursor_name = inductive.name.child("rec")
    claimed = constants[recursor_name]
    assert isinstance(claimed, Recursor)
    assert kernels.official(terms, constants.lookup, recursor_name).outcome is Outcome.PASS
    constants[recursor_name] = replace(claimed, k=not claimed.k)
    assert kernels.official(terms, constants.lookup, recursor_name).code == "forged"
    constants[recursor_name] = claimed
    constructor = constants[inductive.constructors[-1]]
    assert isinstance(constructor, Constructor)
    constants[constructor.name] = replace(constructor, fields=constructor.fields + 1)
    assert kernels.official(terms, constants.lookup, inductive.name).code == "forged"


def test_the_library_in_the_image_is_the_one_that_it_describes(kernels: Kernels) -> None:
    script = (
        "import hashlib, json; path = json.load(open('/gate/toolchain.json'))['library'];"
        "print(hashlib.file_digest(open(path, 'rb'), 'sha256').hexdigest())"
    )
    toolchain = kernels.library.toolchain
    done = kernels.sandbox.run(RunSpec(toolchain.image, ("python3", "-I", "-c", script)))
    assert done.stdout.kept.decode().strip() == toolchain.description.library_sha256.hex


# Limits decide nothing


def test_heartbeats_and_recursion_decide_nothing(kernels: Kernels) -> None:
    mini = Mini()
    t = mini.terms
    check = kernels.official(t, mini.lookup, HIDDEN, policy=LeanPolicy(kernel_heartbeats=1))
    assert (check.outcome, check.code) == (Outcome.INCONCLUSIVE, "kernel-limit")
    assert check.data["tag"] == "deterministicTimeout"
    expr = t.const(Z)
    for _ in range(200_000):
        expr = t.app(t.const(S), expr)
    deep = mini.definition("deep", t.const(N), expr)
    check = kernels.mini(mini, deep)
    assert (check.outcome, check.data["tag"]) == (Outcome.INCONCLUSIVE, "deepRecursion")


def test_an_endless_computation_ends_with_its_limit(kernels: Kernels) -> None:
    """A type that is N after 2^40 steps: the kernel would be right in the end, but nobody waits for that."""
    mini = Mini()
    t = mini.terms
    x, kind = Name.of("x"), t.sort(t.succ(0))
    last = mini.definition("g.0", t.pi(x, kind, kind), t.lam(x, kind, t.bvar(0)))
    for index in range(1, 41):
        twice = t.app(t.const(last), t.app(t.const(last), t.bvar(0)))
        last = mini.definition(f"g.{index}", t.pi(x, kind, kind), t.lam(x, kind, twice))
    endless = mini.definition("endless", t.app(t.const(last), t.const(N)), t.const(Z))
    limits = RunLimits(wall_s=60, cpu_s=2, memory_bytes=1 << 30)
    check = kernels.official(t, mini.lookup, endless, policy=LeanPolicy(kernel=limits))
    assert check.outcome is Outcome.INCONCLUSIVE, check.reason
    assert check.code in ("cpu-limit", "time-limit")


def test_a_theorem_that_rests_on_another_is_rechecked_with_it(kernels: Kernels) -> None:
    """Nothing is taken on trust: a wrong lemma below a right theorem is found."""
    mini = Mini()
    mini.change(SELF, value=mini.terms.const(TWO))
    check = kernels.mini(mini, ALIAS)
    assert (check.code, check.data["declaration"]) == ("kernel-rejected", "self")
    assert isinstance(mini.constants[ALIAS], Theorem)
