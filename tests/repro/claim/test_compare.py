"""Laws of the comparison rules."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.rules import (
    AbsoluteRule,
    EquivalenceRule,
    ExactRule,
    IntegerRule,
    IntervalRule,
    PrintedRule,
    PValueRule,
    RankingRule,
    RelativeRule,
    ScalarRule,
    SetRule,
    SignificantRule,
    StatisticalRule,
)
from gate.repro.claim.compare import close_to, compare, compare_runs, half_width, last_place, prediction_half_width
from gate.repro.claim.parts import Part

NUMBERS = st.decimals(-1_000_000, 1_000_000, places=3)
SMALL = st.decimals("0.001", "10", places=3)


def part(published: str | tuple[str, ...], rule: ScalarRule | SetRule | RankingRule) -> Part:
    return Part("q", "q", published, rule, fixed=False)


NUMERIC: list[ScalarRule] = [
    PrintedRule(),
    SignificantRule(kind="significant", digits=2),
    AbsoluteRule(kind="absolute", tolerance="0.5"),
    RelativeRule(kind="relative", tolerance="0.01"),
    IntegerRule(kind="integer"),
    StatisticalRule(kind="statistical", floor="0.1", widest="1"),
]


@pytest.mark.parametrize("rule", NUMERIC, ids=lambda rule: rule.kind)
@given(NUMBERS)
def test_published_value_matches_itself(rule: ScalarRule, number: Decimal) -> None:
    text = str(number.to_integral_value()) if isinstance(rule, IntegerRule) else str(number)
    assert compare(part(text, rule), Decimal(text)).inside


@pytest.mark.parametrize("rule", NUMERIC, ids=lambda rule: rule.kind)
@given(NUMBERS, NUMBERS, NUMBERS)
def test_farther_away_is_never_better(rule: ScalarRule, centre: Decimal, a: Decimal, b: Decimal) -> None:
    published = str(centre.to_integral_value())
    near, far = sorted((a, b), key=lambda value: abs(value - Decimal(published)))
    if compare(part(published, rule), far).inside and not isinstance(rule, PrintedRule):
        assert compare(part(published, rule), near).inside


@given(NUMBERS, st.sampled_from(["half-even", "half-up", "either"]))
def test_printed_is_what_rounding_prints(number: Decimal, rounding: str) -> None:
    rule = PrintedRule.model_validate({"rounding": rounding})
    shown = f"{number:.2f}"  # Python formats decimals half-even
    inside = compare(part(shown, rule), number).inside
    tie = abs(number - Decimal(shown)) == Decimal("0.005")
    assert inside or (tie and rounding == "half-up")


@pytest.mark.parametrize(
    ("rounding", "value", "inside"),
    [
        ("half-even", "2.665", True),
        ("half-even", "2.675", False),
        ("half-up", "2.665", False),
        ("half-up", "2.655", True),
        ("either", "2.655", True),
        ("either", "2.665", True),
        ("either", "2.6651", False),
        ("either", "2.6549", False),
    ],
)
def test_ties_of_printed_values(rounding: str, value: str, inside: bool) -> None:
    rule = PrintedRule.model_validate({"rounding": rounding})
    assert compare(part("2.66", rule), Decimal(value)).inside is inside


def test_printed_survives_extreme_values() -> None:
    assert not compare(part("0.5", PrintedRule()), Decimal("1e300")).inside
    assert not compare(part("0.5", PrintedRule()), Decimal("1e-300")).inside
    assert compare(part("1.2e-7", PrintedRule()), Decimal("1.24e-7")).inside


def test_typographic_minus_is_a_minus() -> None:
    assert compare(part("−13.021", PrintedRule()), Decimal("-13.0213")).inside


@given(st.integers(-999, 999), st.integers(0, 6))
def test_last_place_is_one_unit(number: int, places: int) -> None:
    text = f"{number}.{'0' * places}" if places else str(number)
    assert last_place(text) == Decimal(1).scaleb(-places)


@given(st.decimals("0.001", "1000", places=3), st.integers(1, 10), st.decimals("-0.99", "0.99", places=2))
def test_significant_digits_are_the_log_relative_error(centre: Decimal, digits: int, share: Decimal) -> None:
    rule = part(str(centre), SignificantRule(kind="significant", digits=digits))
    width = centre.scaleb(-digits)
    assert compare(rule, centre + share * width).inside
    assert not compare(rule, centre + width * Decimal("1.01")).inside


@given(NUMBERS, SMALL)
def test_absolute_is_symmetric_and_closed(centre: Decimal, tolerance: Decimal) -> None:
    rule = part(str(centre), AbsoluteRule(kind="absolute", tolerance=str(tolerance)))
    for sign in (1, -1):
        assert compare(rule, centre + sign * tolerance).inside
        assert not compare(rule, centre + sign * (tolerance + Decimal("1e-9"))).inside


def test_relative_has_no_hidden_absolute_tolerance() -> None:
    assert not compare(part("4e-12", RelativeRule(kind="relative", tolerance="0.01")), Decimal("3e-9")).inside
    assert not compare(part("0", RelativeRule(kind="relative", tolerance="0.01")), Decimal("1e-300")).inside


def test_integers_are_not_rounded() -> None:
    rule = part("12", IntegerRule(kind="integer"))
    assert compare(rule, Decimal("12.0")).inside
    assert not compare(rule, Decimal("12.4")).inside


@given(st.text(max_size=8), st.text(max_size=8))
def test_texts_are_compared_code_point_for_code_point(a: str, b: str) -> None:
    assert compare(part(a, ExactRule(kind="exact")), b).inside is (a == b)


@given(NUMBERS)
def test_interval_is_closed(value: Decimal) -> None:
    rule = part("0", IntervalRule(kind="interval", low="-5.5", high="7"))
    assert compare(rule, value).inside is (Decimal("-5.5") <= value <= 7)


@pytest.mark.parametrize(
    ("published", "value", "inside"),
    [
        ("<0.001", "0.0009", True),
        ("<0.001", "0.001", False),
        ("0.0028", "0.002833", True),
        ("0.03", "0.0349", True),
        ("0.03", "0.036", False),
        ("1e-20", "1e-40", True),
        ("0.05", "1.5", False),
        ("0.05", "-0.01", False),
    ],
)
def test_p_values(published: str, value: str, inside: bool) -> None:
    assert compare(part(published, PValueRule(kind="p-value")), Decimal(value)).inside is inside


def test_p_values_must_decide_alike() -> None:
    rule = PValueRule(kind="p-value", alpha="0.05")
    assert compare(part("0.049", rule), Decimal("0.0499")).inside
    assert not compare(part("0.049", rule), Decimal("0.0501")).inside


MEMBERS = st.lists(st.sampled_from("abcdef"), unique=True, min_size=1).map(tuple)


@given(MEMBERS, MEMBERS)
def test_sets_and_rankings(a: tuple[str, ...], b: tuple[str, ...]) -> None:
    assert compare(part(a, SetRule(kind="set")), b).inside is (set(a) == set(b))
    assert compare(part(a, RankingRule(kind="ranking")), b).inside is (a == b)


def test_a_set_with_a_member_twice_is_another_set() -> None:
    assert not compare(part(("a", "b"), SetRule(kind="set")), ("a", "b", "b")).inside


STATISTICAL = StatisticalRule(kind="statistical", floor="0.01", widest="0.5", confidence=0.95)
RUNS = [Decimal(text) for text in ("1.00", "1.04", "0.98", "1.02", "0.96")]


def test_prediction_interval() -> None:
    # mean 1, deviation sqrt(0.001), t(0.975; 4) = 2.7764, sqrt(1 + 1/5)
    assert float(prediction_half_width(RUNS, 0.95)) == pytest.approx(2.7764451 * 0.001**0.5 * 1.2**0.5, rel=1e-6)
    assert compare_runs(part("1.09", STATISTICAL), RUNS).inside
    assert not compare_runs(part("1.10", STATISTICAL), RUNS).inside


def test_identical_runs_get_the_floor() -> None:
    same = [Decimal(1)] * 5
    assert compare_runs(part("1.01", STATISTICAL), same).inside
    assert not compare_runs(part("1.011", STATISTICAL), same).inside


def test_noise_does_not_widen_beyond_the_claim() -> None:
    wild = [Decimal(text) for text in ("0", "2", "1", "-1", "3")]
    assert not compare_runs(part("1", STATISTICAL), wild).inside


@given(st.lists(st.decimals(0, 2, places=3), min_size=3, max_size=8), st.decimals(-100, 100, places=2))
def test_prediction_interval_moves_with_the_runs(runs: list[Decimal], shift: Decimal) -> None:
    moved = [value + shift for value in runs]
    assert float(prediction_half_width(moved, 0.99)) == pytest.approx(
        float(prediction_half_width(runs, 0.99)), rel=1e-6, abs=1e-9
    )


def test_equivalence_needs_precision_as_well_as_nearness() -> None:
    rule = part("1", EquivalenceRule(kind="equivalence", margin="0.05"))
    assert compare_runs(rule, RUNS).inside
    noisy = [Decimal(text) for text in ("1.4", "0.6", "1.2", "0.8", "1.0")]
    assert not compare_runs(rule, noisy).inside
    assert not compare_runs(rule, [value + Decimal("0.04") for value in RUNS]).inside


@given(NUMBERS, st.integers(-9, 9).filter(bool))
def test_relation_tolerance_scales(centre: Decimal, scale: int) -> None:
    rule = part("1.00", PrintedRule())
    width = half_width(rule, ()) * max(1, abs(scale))
    assert close_to(rule, centre + width, centre, scale=Decimal(scale), base=()).inside
    assert not close_to(rule, centre + width * Decimal("1.001"), centre, scale=Decimal(scale), base=()).inside


EXTREME = st.sampled_from(["0", "1", "1e308", "-1e308", "1e-308", "-1e400", "1e400", "1e-400", "9" * 300])


@pytest.mark.parametrize(
    "rule",
    [
        *NUMERIC,
        PValueRule(kind="p-value"),
        IntervalRule(kind="interval", low="0", high="2"),
        EquivalenceRule(kind="equivalence", margin="0.1"),
    ],
    ids=lambda rule: rule.kind,
)
@given(st.lists(EXTREME.map(Decimal), min_size=2, max_size=5))
def test_no_number_that_a_script_writes_upsets_a_rule(rule: ScalarRule, values: list[Decimal]) -> None:
    this = part("1", rule)
    for value in values:
        compare(this, value, values)
        close_to(this, value, values[0], scale=Decimal(9) ** 4, base=values)
    if this.random and any(abs(value) > 2 for value in values):
        assert not compare_runs(this, values).inside
