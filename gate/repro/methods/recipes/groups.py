"""What can be said of the groups that another recipe gave with ``by``."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gate.repro.methods.recipe import Gives, Input, Option, Recipe, choice, whole

_G = Input("of", "groups", "the groups: a recipe with `by`")
_SOURCE = "ISO 80000-2:2019, §2.5 (functions on finite sets)"
_TIES = choice("ties", "what equal groups give: an error, or the first of them by label", "refuse", "first")
_TEXT: Mapping[str, Gives] = MappingProxyType({"value": "text"})
_TEXTS: Mapping[str, Gives] = MappingProxyType({"value": "texts"})

RECIPES = (
    Recipe(
        "argmax",
        "group with the largest value",
        "argmax_g v(g)",
        _SOURCE,
        (_G,),
        (_TIES,),
        _TEXT,
        tolerance="exact",
        needs="one group or more",
    ),
    Recipe(
        "argmin",
        "group with the smallest value",
        "argmin_g v(g)",
        _SOURCE,
        (_G,),
        (_TIES,),
        _TEXT,
        tolerance="exact",
        needs="one group or more",
    ),
    Recipe(
        "rank",
        "groups in order of their value",
        "g with v(g₁) ≥ v(g₂) ≥ …",
        _SOURCE,
        (_G,),
        (
            choice("order", "which comes first", "descending", "ascending"),
            choice("ties", "what equal groups give: an error, or their labels' order", "refuse", "first"),
            whole("first", "how many are given; 0 for all", 0),
        ),
        _TEXTS,
        tolerance="exact",
        needs="nothing",
    ),
    Recipe(
        "labels-where",
        "groups for which a condition is true",
        "{g : c(g)}",
        _SOURCE,
        (_G,),
        (),
        _TEXTS,
        tolerance="exact",
        needs="nothing",
    ),
    Recipe(
        "at",
        "value of one group",
        "v(g)",
        _SOURCE,
        (_G,),
        (Option("group", "text", "the group's label"),),
        needs="a group of this name",
    ),
    Recipe("group-count", "number of groups", "|G|", _SOURCE, (_G,), tolerance="exact", needs="nothing"),
    Recipe("group-maximum", "largest of the groups' values", "max_g v(g)", _SOURCE, (_G,), needs="one group or more"),
    Recipe("group-minimum", "smallest of the groups' values", "min_g v(g)", _SOURCE, (_G,), needs="one group or more"),
    Recipe(
        "group-mean",
        "mean of the groups' values, each group once",
        "Σ_g v(g) / |G|",
        _SOURCE,
        (_G,),
        needs="one group or more",
    ),
    Recipe(
        "group-range",
        "largest minus smallest of the groups' values",
        "max_g v(g) - min_g v(g)",
        _SOURCE,
        (_G,),
        needs="one group or more",
    ),
)
