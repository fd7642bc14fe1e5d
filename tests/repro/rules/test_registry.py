"""Laws that every rule keeps, and that there is a class for every rule that a claim can declare."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.errors import Fault, InputError
from gate.model.policy import ReproPolicy
from gate.model.rules import (
    AbsoluteRule,
    ArrayRule,
    EquivalenceRule,
    ExactRule,
    IntegerRule,
    IntervalRule,
    PrintedRule,
    PValueRule,
    RankingRule,
    RelativeRule,
    Rule,
    ScalarRule,
    SetRule,
    SignificantRule,
    StatisticalRule,
    TableRule,
)
from gate.repro.rules.base import FormError, Value
from gate.repro.rules.number import NumberRule
from gate.repro.rules.randomness import RandomRule
from gate.repro.rules.registry import RULES, AnyRule
from tests.repro.rules.cases import EVERY_NUMBER, NUMBERS, bound

POSITIVE = st.decimals("0.01", "1000", places=2)
P_VALUE = PValueRule(kind="p-value")


def test_every_rule_that_a_claim_can_declare_has_one_class() -> None:
    declared = set(get_args(get_args(Rule)[0])) - {ArrayRule, TableRule}
    assert set(RULES) == declared
    assert len(set(RULES.values())) == len(RULES)


@st.composite
def number_rules(draw: st.DrawFn) -> NumberRule:
    """A rule for numbers with drawn settings, on a published number that it takes."""
    centre, size = draw(POSITIVE), draw(st.decimals("0.01", "5", places=2))
    rule: ScalarRule = draw(
        st.sampled_from(
            [
                PrintedRule(rounding=draw(st.sampled_from(["half-even", "half-up", "either"]))),
                SignificantRule(kind="significant", digits=draw(st.integers(1, 4))),
                AbsoluteRule(kind="absolute", tolerance=str(size)),
                RelativeRule(kind="relative", tolerance=str(size / 10), absolute=str(size)),
                IntegerRule(kind="integer"),
                IntervalRule(kind="interval", low=str(centre - size), high=str(centre + 2 * size)),
                PValueRule(kind="p-value", decades=str(size)),
                StatisticalRule(kind="statistical", floor=str(size), widest=str(2 * size)),
                EquivalenceRule(kind="equivalence", margin=str(size)),
            ]
        )
    )
    if isinstance(rule, IntegerRule):
        centre = centre.to_integral_value()
    if isinstance(rule, PValueRule):
        centre = centre / 1000
    found = bound(str(centre), rule)
    assert isinstance(found, NumberRule)
    return found


@given(number_rules())
def test_every_rule_accepts_its_own_published_value(rule: NumberRule) -> None:
    assert rule.compare(rule.centre).inside
    assert rule.agree(rule.centre, rule.centre, scale=Decimal(1), runs=()).inside
    assert rule.read(rule.centre, from_text=False) == rule.centre
    assert rule.read(rule.digits, from_text=True) == rule.centre
    if isinstance(rule, RandomRule):
        assert rule.compare_runs([rule.centre] * 3).inside


@given(number_rules(), st.decimals("1.0001", "50", places=4), st.sampled_from([1, -1]))
def test_a_value_outside_of_what_a_rule_accepts_is_refused(rule: NumberRule, times: Decimal, sign: int) -> None:
    low, high = rule.accepted()
    if isinstance(rule.declared, PValueRule):
        decades = float(rule.declared.decades) * float(times) + 0.01
        # The floor and the printed precision take very small p-values for equal.
        below = Decimal(float(rule.centre) * 10**-decades)
        if below > Decimal(rule.declared.floor) and rule.centre - below > rule.half_unit:
            assert not rule.compare(below).inside
        return
    margin = max(high - low, Decimal("0.001")) / 2
    far = high + margin * (times - 1) if sign > 0 else low - margin * (times - 1)
    found = rule.compare(far)
    assert not found.inside
    assert found.distance not in {"0", "all digits", "same"}
    if isinstance(rule, RandomRule):
        assert not rule.compare_runs([far] * 3).inside


@given(number_rules(), NUMBERS)
def test_the_words_mention_the_tolerance(rule: NumberRule, value: Decimal) -> None:
    found = rule.compare(value)
    if isinstance(rule.declared, PValueRule) and not 0 <= value <= 1:
        assert found.tolerance == "0 … 1"
        return
    assert found.tolerance == rule.words()
    declared = rule.declared
    if isinstance(declared, IntegerRule):
        assert found.tolerance == "same integer"
    elif isinstance(declared, IntervalRule):
        assert found.tolerance == f"{declared.low} … {declared.high}"
    elif isinstance(declared, SignificantRule):
        assert found.tolerance == f"{declared.digits} digits"
    elif isinstance(declared, PValueRule):
        assert found.tolerance == f"{declared.decades} decades"
    else:
        assert float(found.tolerance.removeprefix("±")) == pytest.approx(float(rule.width()), rel=1e-5)


@given(POSITIVE, st.decimals("0.01", "5", places=2), st.decimals("0", "5", places=2))
def test_a_larger_tolerance_never_accepts_less(centre: Decimal, size: Decimal, more: Decimal) -> None:
    text, wider = str(centre), size + more
    pairs: list[tuple[ScalarRule, ScalarRule]] = [
        (AbsoluteRule(kind="absolute", tolerance=str(one)), AbsoluteRule(kind="absolute", tolerance=str(two)))
        for one, two in [(size, wider)]
    ]
    pairs += [
        (RelativeRule(kind="relative", tolerance=str(size)), RelativeRule(kind="relative", tolerance=str(wider))),
        (
            RelativeRule(kind="relative", tolerance="0", absolute=str(size)),
            RelativeRule(kind="relative", tolerance="0", absolute=str(wider)),
        ),
        (
            IntervalRule(kind="interval", low=str(centre - size), high=str(centre + size)),
            IntervalRule(kind="interval", low=str(centre - wider), high=str(centre + wider)),
        ),
        (
            StatisticalRule(kind="statistical", floor=str(size), widest="20"),
            StatisticalRule(kind="statistical", floor=str(wider), widest="20"),
        ),
        (EquivalenceRule(kind="equivalence", margin=str(size)), EquivalenceRule(kind="equivalence", margin=str(wider))),
        (SignificantRule(kind="significant", digits=5), SignificantRule(kind="significant", digits=4)),
    ]
    for narrow, wide in pairs:
        first, second = bound(text, narrow), bound(text, wide)
        assert first.width() <= second.width(), narrow.kind
        assert first.widest() <= second.widest(), narrow.kind


@pytest.mark.parametrize("rule", EVERY_NUMBER, ids=lambda rule: rule.kind)
@pytest.mark.parametrize("value", ["1", ("1",)])
def test_what_is_no_number_is_never_inside(rule: ScalarRule, value: Value) -> None:
    this = bound("1", rule)
    assert not this.compare(value).inside
    assert not this.agree(value, value, scale=Decimal(1), runs=()).inside


@pytest.mark.parametrize("rule", [ExactRule(kind="exact"), *EVERY_NUMBER], ids=lambda rule: rule.kind)
def test_rules_for_one_value_take_no_list(rule: ScalarRule) -> None:
    with pytest.raises(InputError) as caught:
        bound(("1", "2"), rule)
    assert (caught.value.code, caught.value.fault) == ("claim.wrong-shape", Fault.CLAIM)


FORMS: dict[str, str] = {"true": "bool", "null": "none", '"x"': "text", '["x"]': "texts", "[1]": "list", "{}": "dict"}


@pytest.mark.parametrize("raw", FORMS)
@pytest.mark.parametrize(
    ("this", "form"),
    [
        *[(bound("1", rule), "number") for rule in EVERY_NUMBER],
        (bound("x", ExactRule(kind="exact")), "text"),
        (bound(("x",), SetRule(kind="set")), "texts"),
        (bound(("x",), RankingRule(kind="ranking")), "texts"),
    ],
    ids=lambda value: value.kind if hasattr(value, "kind") else "",
)
def test_a_rule_reads_its_own_form_only(this: AnyRule, form: str, raw: str) -> None:
    value = json.loads(raw, parse_int=Decimal)
    if FORMS[raw] == form:
        assert this.compare(this.read(value, from_text=False)).inside
    else:
        with pytest.raises(FormError):
            this.read(value, from_text=False)


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
    found = bound(published, rule).sharpness()
    assert (found.text, bool(found.warning)) == (text, warned)


def permitted(rule: NumberRule, policy: ReproPolicy) -> bool:
    """Whether the policy lets the rule be as wide as it is."""
    try:
        rule.check_declared(policy)
    except InputError:
        return False
    return True


@given(number_rules())
def test_a_stricter_policy_never_permits_more(rule: NumberRule) -> None:
    strict, lenient = ReproPolicy(max_relative_tolerance=0.01, max_random_width=0.1), ReproPolicy()
    assert rule.cap(strict) <= rule.cap(lenient)
    assert permitted(rule, strict) <= permitted(rule, lenient)
    if permitted(rule, lenient) and not isinstance(rule.declared, PValueRule | PrintedRule):
        assert rule.widest() <= rule.cap(lenient)


EXTREME = st.sampled_from(["0", "1", "1e308", "-1e308", "1e-308", "-1e400", "1e400", "1e-400", "9" * 300])


@pytest.mark.parametrize("rule", EVERY_NUMBER, ids=lambda rule: rule.kind)
@given(st.lists(EXTREME.map(Decimal), min_size=2, max_size=5))
def test_no_number_that_a_script_writes_upsets_a_rule(rule: ScalarRule, values: list[Decimal]) -> None:
    this = bound("1", rule)
    for value in values:
        this.compare(value, values)
        this.agree(value, values[0], scale=Decimal(9) ** 4, runs=values)
    if isinstance(this, RandomRule) and any(abs(value) > 2 for value in values):
        assert not this.compare_runs(values).inside
