"""The catalogue: every recipe is defined once, computed once, and both say the same."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from gate.model.errors import Fault, InputError
from gate.repro.methods import catalogue
from gate.repro.methods.catalogue import CATALOGUE, FAMILIES, find
from gate.repro.methods.recipe import Recipe
from gate.system.resources import resource
from tests.repro.methods.reference import cases as by_r
from tests.repro.methods.reference import nist, published


@pytest.fixture(scope="module")
def computed():
    from evaluator import program
    from evaluator.registry import RECIPES

    program.load()
    return RECIPES


def test_there_are_recipes_and_no_two_are_the_same():
    assert len(CATALOGUE) == sum(map(len, FAMILIES.values())) >= 200


def test_every_definition_is_computed_and_every_computation_defined(computed):
    assert set(computed) == set(CATALOGUE)


def test_families_are_the_evaluators_modules(computed):
    for family, recipes in FAMILIES.items():
        modules = {computed[recipe.id, recipe.version].__module__ for recipe in recipes}
        assert modules == {f"evaluator.{family}"}


@pytest.mark.parametrize("recipe", CATALOGUE.values(), ids=lambda recipe: recipe.id)
def test_inputs_options_and_defaults_are_those_of_the_computation(recipe: Recipe, computed):
    parameters = dict(inspect.signature(computed[recipe.id, recipe.version]).parameters)
    for own in ("seed", "rows"):
        parameters.pop(own, None)
    named = {one.name.replace("-", "_") for one in (*recipe.inputs, *recipe.options)}
    assert set(parameters) == named
    for option in recipe.options:
        default = parameters[option.name.replace("-", "_")].default
        assert default == (inspect.Parameter.empty if option.default is None else option.default)
    for one in recipe.inputs:
        is_required = parameters[one.name.replace("-", "_")].default is inspect.Parameter.empty
        assert is_required == one.required


@pytest.mark.parametrize("recipe", CATALOGUE.values(), ids=lambda recipe: recipe.id)
def test_definitions_say_what_must_not_be_left_open(recipe: Recipe):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", recipe.id)
    for text in (recipe.summary, recipe.formula, recipe.source, recipe.call, recipe.needs):
        assert text.strip() == text != ""
    assert not recipe.first or recipe.first.name == "of"
    assert all(option.default in option.choices for option in recipe.options if option.kind == "choice")


def test_every_recipe_has_a_test_of_its_value():
    """Named in a test of this folder, whose expectation somebody else computed."""
    named = {name for _, method in by_r.cases().values() for name in _recipes(method)}
    named |= {
        name for _, method, _ in (*nist.cases().values(), *published.cases().values()) for name in _recipes(method)
    }
    text = "".join(path.read_text() for path in Path(__file__).parent.glob("test_*.py"))
    named |= {recipe.id for recipe in CATALOGUE.values() if f'"{recipe.id}"' in text}
    assert {recipe.id for recipe in CATALOGUE.values()} - named == set()


def _recipes(node: object) -> list[str]:
    if isinstance(node, dict):
        own = [node["recipe"]] if "recipe" in node else []
        return own + [name for value in node.values() for name in _recipes(value)]
    return [name for one in node for name in _recipes(one)] if isinstance(node, list) else []


def test_an_unknown_recipe_is_the_claims_fault_and_near_ones_are_named():
    with pytest.raises(InputError, match="'men' in version 1 is unknown: there is no such recipe") as caught:
        find("men", where="here")
    assert caught.value.code == "method.recipe-unknown"
    assert caught.value.fault is Fault.CLAIM
    assert "mean" in str(caught.value.hint)


def test_an_unknown_version_is_named():
    with pytest.raises(InputError, match=re.escape("it has the versions 1")):
        find("mean", 2, where="here")


def test_a_withdrawn_recipe_is_refused(monkeypatch):
    withdrawn = Recipe("old", "old", "x", "nowhere", withdrawn="it was wrong for ties")
    monkeypatch.setattr(catalogue, "CATALOGUE", {("old", 1): withdrawn})
    with pytest.raises(InputError, match="was withdrawn: it was wrong for ties") as caught:
        find("old", 1, where="here")
    assert caught.value.code == "method.recipe-withdrawn"


def test_the_evaluator_names_every_family():
    from evaluator import program

    modules = program.FAMILIES
    assert set(modules) == set(FAMILIES)
    assert all((resource("sandboxes") / "evaluator" / f"{name}.py").is_file() for name in modules)
