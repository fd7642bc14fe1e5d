"""Fuzzing with real constants: mutated library files through the decoder, mutated terms through the kernel."""

from __future__ import annotations

import random
import struct
from collections import Counter
from dataclasses import replace

import pytest

from gate.lean.core.declaration import Constant, Theorem
from gate.lean.core.names import Name
from gate.lean.core.term import CONST, Expr, Terms
from gate.lean.kernel.closure import closure
from gate.lean.kernel.interface import Task
from gate.lean.kernel.official import OfficialKernel
from gate.lean.kernel.run import ask
from gate.model.policy import LeanPolicy
from gate.sandbox.docker_sandbox import DockerSandbox
from tests.lean.corpus import Notes
from tests.lean.library import CompiledLibrary
from tests.lean.olean.test_fuzz import decode, mutant

pytestmark = [pytest.mark.docker, pytest.mark.slow]

FILE_MUTANTS, TERM_MUTANTS = 4000, 24
TARGET = Name.parse("Nat.add_comm")


def test_mutants_of_a_real_file_are_decoded_or_refused(library: CompiledLibrary) -> None:
    honest = min((data for data in library.files.values() if len(data) > 50_000), key=len)
    words = struct.unpack(f"<{len(honest) // 8}Q", honest)
    base = words[10]
    pointers = [8 * index for index in range(12, len(words)) if 0 <= words[index] - base < len(honest)]
    rng, seen = random.Random(2211), Counter[str]()
    for _ in range(FILE_MUTANTS):
        seen += decode(mutant(honest, pointers, rng))
    assert seen["decoded"] > 100
    assert len(seen) > 5, seen


def mutated(terms: Terms, expr: Expr, rng: random.Random) -> Expr:
    """``expr`` with one node inside replaced by another node from inside, by another constant or by nonsense."""
    inside = terms.reachable(expr)
    victim, other = rng.choice(inside), rng.choice(inside)
    node = terms.exprs[other]
    if node[0] == CONST and rng.random() < 0.5:
        other = terms.const(node[1].child("rec"), *node[2])
    elif rng.random() < 0.3:
        other = rng.choice(
            [terms.bvar(0), terms.sort(0), terms.nat(2**70), terms.string("x"), terms.proj(TARGET, 1, other)]
        )
    memo: dict[Expr, Expr] = {victim: other}
    for part in inside:
        if part not in memo:
            node = terms.exprs[part]
            match node[0]:
                case 5:
                    new = (node[0], memo[node[1]], memo[node[2]])
                case 6 | 7:
                    new = (*node[:2], memo[node[2]], memo[node[3]], node[4])
                case 8:
                    new = (*node[:2], memo[node[2]], memo[node[3]], memo[node[4]], node[5])
                case 11:
                    new = (*node[:3], memo[node[3]])
                case _:
                    new = node
            memo[part] = terms.expr(new)
    return memo[expr]


def test_mutated_proofs_are_judged_without_a_crash(sandbox: DockerSandbox, library: CompiledLibrary) -> None:
    """Whatever the term: the kernel answers, and most mutants no longer prove the statement."""
    rng, seen = random.Random(2211), Counter[str]()
    for _ in range(TERM_MUTANTS):
        terms = Terms()
        constants = library.constants(terms)
        found = [*closure(terms, constants.lookup, [TARGET]).constants()]
        victims = [constant for constant in found if isinstance(constant, Theorem)]
        victim = rng.choice(victims)
        value = mutated(terms, victim.value, rng)
        if terms.loose[value]:
            seen["loose"] += 1
            continue
        constants[victim.name] = replace(victim, value=value)
        task = Task(closure(terms, constants.lookup, [TARGET]), library.toolchain)
        check = ask(OfficialKernel(library.toolchain, LeanPolicy()), task, sandbox, Notes())
        assert check.code != "kernel-crashed", check.reason
        seen[check.outcome.value] += 1
    assert seen["fail"] >= TERM_MUTANTS // 4, seen


def test_a_mutant_differs_from_its_origin() -> None:
    """The mutator works: otherwise the test above would say nothing."""
    terms = Terms()
    expr: Expr = terms.app(terms.const(TARGET), terms.nat(1), terms.sort(0))
    constant: Constant = Theorem(TARGET, (), expr, expr, ())
    rng = random.Random(1)
    assert any(mutated(terms, constant.type, rng) != expr for _ in range(10))
