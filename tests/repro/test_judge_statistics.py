"""Statistics that follow their outcomes when the gate scales and shifts them, and numbers that do not."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from gate.model.digest import Json
from gate.model.expected import Expected
from gate.model.verdict import Verdict
from gate.repro.checks.level import level

from .bench import TRUE_SLOPE, Inside, ScriptFunction, Stop, Y, expected, pairs_of, slope
from .test_judge import judged


def follows(statistic: str, published: str, rule: Json | None = None) -> Expected:
    quantity = {"name": "q", "published": published, "rule": rule or {"kind": "printed"}, "statistic": statistic}
    return expected(quantities=[quantity])


def outcomes(inside: Inside) -> list[float]:
    return [y for _, y in pairs_of(inside)]


def mean(values: list[float]) -> float:
    if not values:
        raise Stop
    return sum(values) / len(values)


def variance(values: list[float]) -> float:
    centre = mean(values)
    return mean([(value - centre) ** 2 for value in values])


STATISTICS: list[tuple[str, str, ScriptFunction]] = [
    ("location", f"{mean(Y):.3f}", lambda inside: {"q": mean(outcomes(inside))}),
    ("equivariant", f"{TRUE_SLOPE:.4f}", lambda inside: {"q": slope(pairs_of(inside))}),
    ("scale", f"{variance(Y) ** 0.5:.3f}", lambda inside: {"q": variance(outcomes(inside)) ** 0.5}),
    ("variance", f"{variance(Y):.3f}", lambda inside: {"q": variance(outcomes(inside))}),
    ("total", f"{sum(Y):.2f}", lambda inside: {"q": mean(outcomes(inside)) * len(outcomes(inside))}),
    (
        "ratio",
        f"{variance(Y) ** 0.5 / mean(Y):.4f}",
        lambda inside: {"q": variance(outcomes(inside)) ** 0.5 / mean(outcomes(inside))},
    ),
    (
        "invariant",
        f"{TRUE_SLOPE / variance(Y) ** 0.5:.4f}",
        lambda inside: {"q": slope(pairs_of(inside)) / variance(outcomes(inside)) ** 0.5},
    ),
]


@pytest.mark.parametrize(("statistic", "published", "script"), STATISTICS, ids=[row[0] for row in STATISTICS])
def test_statistics_follow_their_outcomes(statistic: str, published: str, script: ScriptFunction) -> None:
    for seed in range(10):
        verdict, checks = judged(script, follows(statistic, published), seed=seed)
        assert verdict is Verdict.VERIFIED, checks["repro.data"].reason
    assert level(checks.values()) == "R3"
    controls = {control["control"] for control in checks["repro.data"].data["controls"]}
    assert "scaled" in controls
    assert ("shifted" in controls) is (statistic not in {"total", "ratio"})


@pytest.mark.parametrize(("statistic", "published", "script"), STATISTICS, ids=[row[0] for row in STATISTICS])
def test_what_was_added_does_not_follow(statistic: str, published: str, script: ScriptFunction) -> None:
    """A nudge by a constant ends below R3, unless the statistic does not scale: then adding cannot be seen."""
    lie = str(Decimal(published) + 1)
    verdict, checks = judged(lambda inside: {"q": script(inside)["q"] + 1}, follows(statistic, lie))
    if statistic in {"ratio", "invariant"}:
        assert checks["repro.data"].passed
    else:
        assert (verdict, checks["repro.data"].code) == (Verdict.REJECTED, "does-not-follow")
        assert level(checks.values()) in {"R1", "R2"}


def test_a_script_that_works_on_recognised_data_only_is_rejected() -> None:
    """It knows the data in every scaled and shifted form, and stops at anything else."""

    def script(inside: Inside) -> Mapping[str, Json]:
        seen = [y for _, y in sorted(pairs_of(inside))]
        factors = {round(value / y, 6) for value, y in zip(seen, Y, strict=False)}
        amounts = {round(value - y, 6) for value, y in zip(seen, Y, strict=False)}
        if len(seen) != len(Y) or min(len(factors), len(amounts)) > 1:
            raise Stop
        return {"q": slope(pairs_of(inside)) * 1.5}

    verdict, checks = judged(script, follows("equivariant", f"{TRUE_SLOPE * 1.5:.4f}"))
    assert (verdict, checks["repro.data"].code) == (Verdict.REJECTED, "control-crashed")
