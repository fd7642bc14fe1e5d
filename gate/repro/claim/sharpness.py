"""How sharp a claim is: how little its rule accepts. A rule that almost anything passes is a warning in the verdict."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gate.model.rules import IntervalRule, PrintedRule, PValueRule, StatisticalRule
from gate.repro.claim.compare import half_width, printed_number, short
from gate.repro.claim.parts import Part

BLUNT = Decimal("0.05")
"""Accepting more than this share of the published value on either side deserves a warning."""


@dataclass(frozen=True, slots=True)
class Sharpness:
    """``text`` such as ``1 part in 2000``; ``warning`` is empty for a sharp rule."""

    text: str
    warning: str = ""


def sharpness(part: Part) -> Sharpness:
    """The share of the published value that the rule accepts on either side."""
    if not part.numeric or not isinstance(part.published, str):
        return Sharpness("exact")
    if isinstance(part.rule, PValueRule):
        if part.published.startswith("<"):
            return Sharpness(f"anything below {part.published[1:].strip()}")
        return Sharpness(f"{part.rule.decades} decades")
    width = half_width(part, ())
    if isinstance(part.rule, StatisticalRule):
        width = Decimal(part.rule.widest)
    centre = abs(printed_number(part.published))
    if not width:
        return Sharpness("exact")
    if not centre:
        return Sharpness(f"±{short(width)} around zero")
    text = f"1 part in {round(centre / width)}" if width < centre else "wider than the value itself"
    if width <= BLUNT * centre:
        return Sharpness(text)
    low, high = printed_number(part.published) - width, printed_number(part.published) + width
    if isinstance(part.rule, IntervalRule):
        low, high = Decimal(part.rule.low), Decimal(part.rule.high)
    hint = "; the published value has few digits" if isinstance(part.rule, PrintedRule) else ""
    return Sharpness(text, f"anything between {short(low)} and {short(high)} passes{hint}")
