"""The corpus: every accepted export is accepted, and every other one is refused for the rule that it violates."""

from __future__ import annotations

import io
from collections import defaultdict
from pathlib import Path

import pytest

from gate.kernel.check import check
from gate.kernel.errors import KernelError
from gate.kernel.rules import RULES
from tests.kernel.cases import (
    arithmetic,
    declarations,
    equality,
    inductive,
    levels,
    nested,
    quotient,
    text,
    typing,
)
from tests.kernel.cases.case import Case

ROOT = Path(__file__).resolve().parents[2]
MODULES = (arithmetic, declarations, equality, inductive, levels, nested, quotient, text, typing)
BY_MODULE = {module.__name__.rpartition(".")[2]: module.CASES for module in MODULES}
ALL = [case for cases in BY_MODULE.values() for case in cases]


def by_rule() -> dict[str, list[Case]]:
    found: dict[str, list[Case]] = defaultdict(list)
    for case in ALL:
        found[case.rule].append(case)
    return found


def outcome(case: Case) -> str:
    """The rule that the kernel names; empty when it accepts."""
    try:
        check(io.BytesIO(case.build().data))
    except KernelError as error:
        return error.rule
    return ""


@pytest.mark.parametrize("name", BY_MODULE)
def test_accepted(name: str) -> None:
    refused = {case.name: rule for case in BY_MODULE[name] if not case.rule and (rule := outcome(case))}
    assert refused == {}


@pytest.mark.parametrize("rule", RULES)
def test_refused(rule: str) -> None:
    wrong = {case.name: found for case in by_rule()[rule] if (found := outcome(case)) != rule}
    assert wrong == {}


def test_the_corpus_is_large_and_every_rule_is_violated_in_several_ways() -> None:
    cases = by_rule()
    assert len(cases[""]) >= 150
    assert len(ALL) - len(cases[""]) >= 250
    assert set(cases) == {"", *RULES}
    assert {rule: len(found) for rule, found in cases.items() if len(found) < 2} == {}
    assert len({case.name for case in ALL}) == len(ALL)
