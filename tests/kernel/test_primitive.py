"""Arithmetic on literals is what the definitions say: where that is not proved by their equations, it is shown here.

`gate.kernel.primitive` proves eight operations by the equations that define them. Of division, remainder, greatest
common divisor and the three operations on bits it tries samples only. Here their definitions in the embedded library
are reduced without computing any of the six, for all small numbers and for some larger ones; and theorems of the
library that leave no other value for division, remainder and greatest common divisor are checked in the same way.
"""

from __future__ import annotations

import io
import math
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gate.kernel import primitive
from gate.kernel.budget import Budget, Limits
from gate.kernel.check import check
from gate.kernel.checker import Checker
from gate.kernel.export.declarations import Declarations
from gate.kernel.export.lines import lines
from gate.kernel.export.tables import Tables
from gate.kernel.level import Levels
from gate.kernel.literal import OPERATIONS
from gate.kernel.names import Names
from gate.kernel.term import Terms
from gate.lean.core.names import Name
from gate.lean.core.term import Terms as DecodedTerms
from gate.lean.kernel.closure import closure
from gate.lean.kernel.ndjson import export
from tests.kernel.arithmetic import DEFINITIONS, numbers
from tests.lean.library import CompiledLibrary

MEANING: dict[str, Callable[[int, int], int | bool]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b if a > b else 0,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: 0 if b == 0 else a // b,
    "mod": lambda a, b: a if b == 0 else a % b,
    "gcd": math.gcd,
    "beq": lambda a, b: a == b,
    "ble": lambda a, b: a <= b,
    "land": lambda a, b: a & b,
    "lor": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
    "pow": lambda a, b: a**b,
    "shiftLeft": lambda a, b: a << b,
    "shiftRight": lambda a, b: a >> b,
}
SMALL = 9
"""All pairs of numbers below are tried."""
SAMPLED = ("div", "mod", "gcd", "land", "lor", "xor")
CHARACTERISED = {
    "div": ("Nat.div_zero", "Nat.div_add_mod", "Nat.mod_lt"),
    "mod": ("Nat.mod_zero", "Nat.div_add_mod", "Nat.mod_lt"),
    "gcd": ("Nat.gcd_zero_left", "Nat.gcd_succ"),
}
"""Theorems after which an operation has no other value: quotient and remainder are unique, and Euclid's algorithm."""


@pytest.fixture
def without_sampled(monkeypatch: pytest.MonkeyPatch) -> None:
    """The six operations are not computed."""
    proved = {name: operation for name, operation in OPERATIONS.items() if name not in SAMPLED}
    monkeypatch.setattr(primitive, "OPERATIONS", proved)


class Reducer:
    """Reduces operations by their definitions in an export."""

    def __init__(self, data: bytes) -> None:
        names, levels, self.terms = Names(), Levels(), Terms()
        tables = Tables(names, levels, self.terms)
        declarations, checker = Declarations(tables), Checker(names, levels, self.terms, (), Budget(Limits()))
        for _, line in lines(io.BytesIO(data)):
            if "meta" not in line and not tables.add(line):
                checker.add(declarations.read(line))
        self.names, self.theory = names, checker.theory
        self.computed = {str(name.part) for name in checker.theory.rules.operations}

    def holds(self, name: str, a: int, b: int, value: int | bool) -> bool:
        """Whether ``Nat.name a b ≡ value``."""
        terms, of = self.terms, self.names.of
        applied = terms.apply(terms.const(of("Nat", name), ()), terms.nat(a), terms.nat(b))
        if isinstance(value, bool):
            return self.theory.equal(applied, terms.const(of("Bool", "true" if value else "false"), ()))
        return self.theory.equal(applied, terms.nat(value))


def library_export(library: CompiledLibrary, *targets: str) -> bytes:
    terms = DecodedTerms()
    constants = library.constants(terms)
    found = closure(terms, constants.lookup, [Name.parse(target) for target in targets])
    return b"".join(export(found, lean="", githash=""))


@pytest.mark.parametrize("name", OPERATIONS)
@given(a=st.integers(0, 2**70) | st.integers(0, 9), b=st.integers(0, 60))
def test_what_is_computed_is_what_is_meant(name: str, a: int, b: int) -> None:
    assert OPERATIONS[name](a, b) == MEANING[name](a, b)
    assert type(OPERATIONS[name](a, b)) is type(MEANING[name](a, b))


def test_results_have_a_bound() -> None:
    assert OPERATIONS["pow"](2, 2**62) is None
    assert OPERATIONS["shiftLeft"](1, 2**62) is None
    assert OPERATIONS["mul"](2**600_000, 2**600_000) is None
    assert OPERATIONS["pow"](1, 2**62) == 1
    assert OPERATIONS["shiftRight"](5, 2**62) == 0


def test_all_operations_are_confirmed_for_their_definitions() -> None:
    assert Reducer(numbers().data).computed == set(OPERATIONS) == set(DEFINITIONS) - {"pred"}


def test_a_definition_that_differs_at_one_large_value_only_is_refused_where_equations_prove() -> None:
    """What samples could not see."""
    from tests.kernel.arithmetic import ADD, binary_of, choose, op
    from tests.kernel.language import Nat
    from tests.kernel.prelude import nat

    trap = binary_of(lambda a, b: choose(nat, op("beq", b, Nat(10**6)), Nat(0), ADD(a, b)))
    made = numbers("beq")
    made.definition("Nat.add", DEFINITIONS["add"][0], trap, hints={"regular": 40})
    assert Reducer(made.data).computed == {"beq"}


@pytest.mark.docker
def test_small_numbers_by_the_definitions_of_the_library(library: CompiledLibrary, without_sampled: None) -> None:
    reducer = Reducer(library_export(library, *(f"Nat.{name}" for name in SAMPLED)))
    assert not reducer.computed & set(SAMPLED)
    for name in SAMPLED:
        for a, b in product(range(SMALL), repeat=2):
            assert reducer.holds(name, a, b, MEANING[name](a, b)), (name, a, b)


@pytest.mark.docker
def test_larger_numbers_by_the_definitions_of_the_library(library: CompiledLibrary, without_sampled: None) -> None:
    reducer = Reducer(library_export(library, *(f"Nat.{name}" for name in SAMPLED)))

    @settings(max_examples=30, deadline=None)
    @given(st.sampled_from(["div", "mod"]), st.integers(0, 2**64), st.integers(2**60, 2**64))
    def holds(name: str, a: int, b: int) -> None:
        assert reducer.holds(name, a, b, MEANING[name](a, b))

    holds()


@pytest.mark.docker
@pytest.mark.parametrize("name", CHARACTERISED)
def test_theorems_leave_no_other_value(library: CompiledLibrary, without_sampled: None, name: str) -> None:
    accepted = check(io.BytesIO(library_export(library, *CHARACTERISED[name])))
    assert accepted.declarations > 50
