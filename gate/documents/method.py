"""Recipes, methods and what the gate computes by itself: `gate method` and `gate recompute`."""

from __future__ import annotations

from typing import Literal

from gate.documents.base import Document


class RecipeInputReport(Document):
    """An input or option of a recipe: what it takes, and what it means. ``default`` None: it must be given."""

    name: str
    takes: str
    meaning: str
    required: bool
    default: str | None = None


class RecipeReport(Document):
    """One recipe with everything that must not be left open."""

    format: Literal["gate-recipe-v1"] = "gate-recipe-v1"
    id: str
    version: int
    family: str
    summary: str
    formula: str
    source: str
    inputs: tuple[RecipeInputReport, ...]
    options: tuple[RecipeInputReport, ...]
    outputs: tuple[str, ...]
    conventions: tuple[str, ...]
    call: str
    needs: str
    unmoved_by: tuple[str, ...]
    tolerance: str


class RecipeLine(Document):
    """One line of the catalogue."""

    id: str
    version: int
    family: str
    summary: str


class RecipesReport(Document):
    """The catalogue of recipes."""

    format: Literal["gate-recipes-v1"] = "gate-recipes-v1"
    recipes: tuple[RecipeLine, ...]


class VariantValue(Document):
    """What one variant of a method gives: the value as text, or why there is none."""

    value: str | None
    condition: float | None
    trouble: str
    message: str


class MethodValueReport(Document):
    """A method on some files: in words, and the value of each variant."""

    format: Literal["gate-method-value-v1"] = "gate-method-value-v1"
    method: str
    variants: tuple[VariantValue, ...]


class RecomputedValue(Document):
    """A published value beside the gate's own."""

    name: str
    published: str
    own: str
    agrees: bool
    method: str


class RecomputationReport(Document):
    """The gate's own computation of a claim, without any artifact. ``without`` are quantities that have no method."""

    format: Literal["gate-recomputation-v1"] = "gate-recomputation-v1"
    record: str
    claim: str
    outcome: Literal["pass", "fail", "inconclusive"]
    code: str
    reason: str
    values: tuple[RecomputedValue, ...]
    without: tuple[str, ...]
