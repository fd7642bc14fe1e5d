"""How little a rule accepts, in words."""

from __future__ import annotations

import pytest

from gate.model.rules import (
    AbsoluteRule,
    ExactRule,
    IntegerRule,
    IntervalRule,
    PrintedRule,
    PValueRule,
    ScalarRule,
    SignificantRule,
    StatisticalRule,
)
from gate.repro.claim.parts import Part
from gate.repro.claim.sharpness import sharpness

P_VALUE = PValueRule(kind="p-value")


@pytest.mark.parametrize(
    ("published", "rule", "text", "warned"),
    [
        ("3.00", PrintedRule(), "1 part in 600", False),
        ("0.3", PrintedRule(), "1 part in 6", True),
        ("0", AbsoluteRule(kind="absolute", tolerance="0.01"), "±0.01 around zero", False),
        ("0.1", AbsoluteRule(kind="absolute", tolerance="0.2"), "wider than the value itself", True),
        ("12345678901", SignificantRule(kind="significant", digits=9), "1 part in 1000000000", False),
        ("10", IntervalRule(kind="interval", low="5", high="15"), "1 part in 2", True),
        ("1.00", StatisticalRule(kind="statistical", floor="0.01", widest="0.2"), "1 part in 5", True),
        ("7", IntegerRule(kind="integer"), "exact", False),
        ("north", ExactRule(kind="exact"), "exact", False),
        ("<0.001", P_VALUE, "anything below 0.001", False),
        ("0.03", P_VALUE, "0.05 decades", False),
    ],
)
def test_sharpness(published: str, rule: ScalarRule, text: str, warned: bool) -> None:
    found = sharpness(Part("q", "q", published, rule, fixed=False))
    assert (found.text, bool(found.warning)) == (text, warned)


def test_the_warning_says_what_would_pass() -> None:
    wide = IntervalRule(kind="interval", low="-5", high="15")
    assert sharpness(Part("q", "q", "10", wide, fixed=False)).warning == "anything between -5 and 15 passes"
