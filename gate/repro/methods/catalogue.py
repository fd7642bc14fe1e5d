"""Every recipe, and finding one."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from types import MappingProxyType

from gate.model.errors import Fault, InputError
from gate.repro.methods.recipe import Recipe
from gate.repro.methods.recipes import (
    agreement,
    classification,
    correlation,
    counts,
    effects,
    forecast_errors,
    groups,
    location,
    models,
    qa_text,
    rank_tests,
    ranking,
    regression,
    resampling,
    significance,
    spread,
    survival,
    time_series,
)

FAMILIES: Mapping[str, tuple[Recipe, ...]] = MappingProxyType(
    {
        "counts": counts.RECIPES,
        "location": location.RECIPES,
        "spread": spread.RECIPES,
        "groups": groups.RECIPES,
        "effects": effects.RECIPES,
        "significance": significance.RECIPES,
        "rank_tests": rank_tests.RECIPES,
        "correlation": correlation.RECIPES,
        "regression": regression.RECIPES,
        "models": models.RECIPES,
        "survival": survival.RECIPES,
        "time_series": time_series.RECIPES,
        "classification": classification.RECIPES,
        "forecast_errors": forecast_errors.RECIPES,
        "ranking": ranking.RECIPES,
        "qa_text": qa_text.RECIPES,
        "agreement": agreement.RECIPES,
        "resampling": resampling.RECIPES,
    }
)
"""Family (a module of `recipes`, and of the evaluator) → its recipes."""

CATALOGUE: Mapping[tuple[str, int], Recipe] = MappingProxyType(
    {(recipe.id, recipe.version): recipe for family in FAMILIES.values() for recipe in family}
)
"""Id and version → recipe."""


def find(name: str, version: int | None = None, *, where: str, fault: Fault = Fault.CLAIM) -> Recipe:
    """The recipe; without a version its newest. ``where`` is the place that names it.

    Raises InputError ``method.recipe-unknown``, ``method.recipe-withdrawn``.
    """
    versions = sorted(own for known, own in CATALOGUE if known == name)
    chosen = version if version is not None else versions[-1] if versions else 1
    recipe = CATALOGUE.get((name, chosen))
    if recipe is None:
        near = difflib.get_close_matches(name, {known for known, _ in CATALOGUE}, n=3)
        known = f"it has the versions {', '.join(map(str, versions))}" if versions else "there is no such recipe"
        hint = f"did you mean {', '.join(near)}?" if near and not versions else "see `gate method list`"
        message = f"the recipe {name!r} in version {chosen} is unknown: {known}"
        raise InputError("method.recipe-unknown", message, where=where, hint=hint, fault=fault)
    if recipe.withdrawn:
        message = f"the recipe {name!r} in version {chosen} was withdrawn: {recipe.withdrawn}"
        raise InputError("method.recipe-withdrawn", message, where=where, hint="use a newer version", fault=fault)
    return recipe
