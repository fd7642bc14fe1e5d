"""The warning about published values that stand in the artifact."""

import struct
from dataclasses import replace

import pytest

from gate.model.check import Outcome
from gate.repro.checks.published import holds_published, published_check
from gate.repro.claim.task import Task, prepare
from gate.repro.judge import ReproJudge
from tests.repro.bench import case, expected

SLOPE = "1.00211681802045"
QUANTITIES = [
    {"name": "slope", "published": SLOPE, "rule": {"kind": "printed"}},
    {"name": "n", "published": "36", "rule": {"kind": "integer"}, "fixed": True},
]


def task(**files: bytes) -> Task:
    return replace(prepare(case(expected(quantities=QUANTITIES))), files=files)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (b"slope = 1.00211681802045", "text"),
        (b"slope = 100211681802045 / 10**14", "text"),
        (struct.pack("<d", float(SLOPE)), "little-endian double"),
        (struct.pack(">d", -float(SLOPE)), "big-endian double"),
    ],
)
def test_a_published_value_is_named_with_its_file_and_passes(content: bytes, form: str) -> None:
    check = published_check(task(main=b"print(36)", model=content), {})
    assert (check.outcome, check.code) == (Outcome.PASS, "holds-published")
    assert check.data == {"found": [{"file": "model", "value": SLOPE, "form": form}]}
    assert "warning" in check.reason
    assert "in model" in check.reason
    assert holds_published(check)
    assert any(check.reason in sentence for sentence in ReproJudge().explain([check]).not_established)


def test_short_values_and_honest_scripts_are_not_mentioned() -> None:
    check = published_check(task(main=b"n = 36; x = 1.002"), {})
    assert (check.outcome, check.code, check.data) == (Outcome.PASS, "", {"found": []})
    assert not holds_published(check)
    assert len(ReproJudge().explain([check]).not_established) == 1
