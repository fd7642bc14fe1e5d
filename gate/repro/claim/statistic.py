"""How a quantity with a declared statistic follows the outcomes: what scaling and shifting them must do to it.

The table of what each statistic does is in `gate.model.expected`.
"""

from __future__ import annotations

from typing import Literal

from gate.model.expected import Effect, Expected, Statistic

FOLLOWS: dict[Statistic, tuple[int, int | None]] = {
    "location": (1, 1),
    "equivariant": (1, 0),
    "scale": (1, 0),
    "variance": (2, 0),
    "total": (1, None),
    "ratio": (0, None),
    "invariant": (0, 0),
}
"""Statistic to the power of the factor, and how often the amount is added (None: it need not follow)."""


def statistic_effects(expected: Expected, change: Literal["scaled", "shifted"]) -> tuple[Effect, ...]:
    """The effects on the quantities that declare a statistic; empty where none follows this change."""
    effects = []
    for quantity in expected.quantities:
        if quantity.statistic is None:
            continue
        power, plus = FOLLOWS[quantity.statistic]
        if change == "scaled":
            effects.append(Effect(quantity=quantity.name, power=power))
        elif plus is not None:
            effects.append(Effect(quantity=quantity.name, plus=str(plus)))
    return tuple(effects)
