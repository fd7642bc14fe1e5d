"""`repro.recomputed`, about the *claim*: is the published value what the claim's own method gives on the cited data?

At the precision that was printed, whatever tolerance the claim asks for. It needs no artifact.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gate.model.check import Check, failed, passed
from gate.model.digest import Digest
from gate.model.rules import PrintedRule
from gate.model.text import counted
from gate.repro.check_data import RecomputedData, RecomputedValueData
from gate.repro.checks.agreement import DEVIATIONS
from gate.repro.checks.observed import as_data, some
from gate.repro.claim.methods import Methods, Variant
from gate.repro.claim.parts import Part
from gate.repro.methods.words import in_words
from gate.repro.rules.base import Comparison, Value
from gate.repro.rules.number import NumberRule, Printed
from gate.repro.rules.p_value import PValue
from gate.repro.runs.own_values import OwnValue

RECOMPUTED = "repro.recomputed"
OPTIMUM = Decimal("1e-4")
"""Share of a value that an optimiser of the publication's time may have left."""


def recomputed_check(
    parts: Sequence[Part],
    methods: Methods,
    original: Sequence[OwnValue],
    evidence: Mapping[str, Digest],
) -> Check:
    """The check `repro.recomputed`: it fails where the publication is not what its own method gives.

    Values that have no method are named and not looked at.
    """
    known = {part.name: part for part in parts}
    rows = list(published_rows(known, methods, original))
    data: RecomputedData = {"quantities": rows, "without": list(methods.without)}
    wrong = [row for row in rows if not row["inside"]]
    if wrong:
        first = wrong[0]
        reason = (
            f"the publication differs from the claim's own method: {first['name']} is published as "
            f"{first['published']}, and {first['method']} gives {first['value']} on the cited data"
        )
        return failed(RECOMPUTED, "method-differs", reason, evidence=evidence, data=data)
    reason = f"all {len(rows)} published values are what the claim's methods give on the cited data"
    if methods.without:
        has = f"{counted(len(rows), 'value')} with a method: on the cited data it gives what was published"
        reason = f"{has}; without one: {some(methods.without)}"
    return passed(RECOMPUTED, reason, evidence=evidence, data=data)


def published_rows(
    parts: Mapping[str, Part], methods: Methods, original: Sequence[OwnValue]
) -> Iterator[RecomputedValueData]:
    """One row for each published value that has a method: of several variants the one that fits best."""
    for quantity in dict.fromkeys(variant.quantity.name for variant in methods.variants):
        found = [
            (variant, own)
            for variant, own in zip(methods.variants, original, strict=True)
            if variant.quantity.name == quantity
        ]
        best = max(found, key=lambda pair: fits_publication(parts, pair[0], pair[1]))
        for name, comparison in _compared(parts, *best).items():
            value = (best[1].values or {})[name]
            yield {
                "name": name,
                "published": as_data(parts[name].published),
                "value": as_data(value),
                "inside": comparison.inside,
                "distance": comparison.distance,
                "method": in_words(best[0].quantity.method) if best[0].quantity.method else "",
            }


def fits_publication(parts: Mapping[str, Part], variant: Variant, own: OwnValue) -> bool:
    """Whether the variant gives every published value."""
    return all(one.inside for one in _compared(parts, variant, own).values())


def _compared(parts: Mapping[str, Part], variant: Variant, own: OwnValue) -> dict[str, Comparison]:
    tolerance = variant.method.tolerance
    return {
        name: _as_printed(parts[name], value, own.spread.get(name), optimised=tolerance == "optimised")
        for name, value in (own.values or {}).items()
    }


def _as_printed(part: Part, value: Value, spread: Decimal | None, *, optimised: bool) -> Comparison:
    """At the printed precision, whatever tolerance the claim asks for; random values within their spread."""
    rule = part.rule
    if not isinstance(rule, NumberRule) or not isinstance(value, Decimal):
        return rule.compare(value)
    if isinstance(rule, PValue) and rule.is_bound:
        return rule.compare(value)
    printed = Printed(PrintedRule(), rule.digits, rule.where)
    found = printed.compare(value)
    if found.inside:
        return found
    slack = abs(value) * OPTIMUM if optimised else Decimal(0)
    slack = max(slack, DEVIATIONS * spread if spread else Decimal(0))
    return Comparison(abs(value - printed.centre) <= printed.half_unit + slack, found.distance, found.tolerance)
