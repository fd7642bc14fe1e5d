"""The corpus in tests/attacks/lean: every trick that this toolchain can express, and honest look-alikes."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest

from gate.engine.history.decide import decide
from gate.lean.judge import LeanJudge
from gate.model.check import Check
from tests.lean.corpus import PREFLIGHT, Notes, deciding, examples

pytestmark = pytest.mark.docker

CORPUS = {example.name: example for example in examples()}


@pytest.fixture(scope="module")
def results(judge: LeanJudge, request: pytest.FixtureRequest) -> Iterator[dict[str, Future[tuple[Check, ...]]]]:
    """The checks of every selected example, made two at a time."""
    wanted = selected(request.session.items)
    with ThreadPoolExecutor(2) as pool:
        yield {name: pool.submit(judge.judge, CORPUS[name].case, Notes()) for name in CORPUS if name in wanted}


def selected(items: list[pytest.Item]) -> set[str]:
    """The names of the examples that this test run asks for."""
    prefix = f"{test_the_verdict_is_the_expected_one.__name__}["
    return {item.name.removeprefix(prefix)[:-1] for item in items if item.name.startswith(prefix)}


@pytest.mark.parametrize("name", CORPUS)
def test_the_verdict_is_the_expected_one(name: str, results: dict[str, Future[tuple[Check, ...]]]) -> None:
    example = CORPUS[name]
    checks = results[name].result()
    decision = decide(example.case.policy.required(example.case.claim), (PREFLIGHT, *checks))
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
