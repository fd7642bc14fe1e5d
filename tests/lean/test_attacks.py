"""The corpus in tests/attacks/lean: every trick that this toolchain can express, and honest look-alikes."""

from __future__ import annotations

import pytest

from gate.engine.judges import JUDGES
from gate.model.decide import decide
from tests.lean.bound import BoundJudge
from tests.lean.corpus import PREFLIGHT, Notes, deciding, examples

pytestmark = pytest.mark.docker

CORPUS = {example.name: example for example in examples()}


@pytest.mark.parametrize("name", CORPUS)
def test_the_verdict_is_the_expected_one(name: str, judge: BoundJudge) -> None:
    example = CORPUS[name]
    checks = judge.judge(example.case, Notes())
    decision = decide(JUDGES.required(example.case.claim, example.case.policy), (PREFLIGHT, *checks))
    assert decision.verdict.value == example.verdict, decision.reason
    assert deciding(checks) in example.checks, decision.reason


def test_the_corpus_is_large_enough() -> None:
    honest = [example for example in CORPUS.values() if example.verdict == "VERIFIED"]
    assert len(CORPUS) - len(honest) >= 60
    assert len(honest) >= 20
    assert all(example.note for example in CORPUS.values())


def test_every_example_names_its_check() -> None:
    for example in CORPUS.values():
        assert (example.checks == (None,)) == (example.verdict == "VERIFIED"), example.name
