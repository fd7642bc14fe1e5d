"""The error tree is complete, and its page shows it."""

from __future__ import annotations

import importlib
import pkgutil
import re
from collections.abc import Iterator

import pytest

import gate
from gate.model import errors
from gate.model.errors import Fault, GateError, InputError


def tree(error: type[GateError] = GateError) -> Iterator[type[GateError]]:
    """Every error class of gate, base first."""
    yield error
    for child in error.__subclasses__():
        if child.__module__.startswith("gate."):
            yield from tree(child)


def test_the_page_shows_the_whole_tree_with_exit_statuses() -> None:
    for module in pkgutil.walk_packages(gate.__path__, "gate."):
        if "migrations" not in module.name and not module.name.endswith(("__main__", "binary_program")):
            importlib.import_module(module.name)
    shown = re.findall(r"^[ │├└─]*(\w+(?:Error|Run)) +(\d+)  ", errors.__doc__ or "", re.MULTILINE)
    assert dict(shown) == {error.__name__: str(error.exit_code) for error in tree()}
    assert len(shown) == len(dict(shown))


@pytest.mark.parametrize("error", list(tree()), ids=lambda error: error.__name__)
def test_no_error_has_the_exit_status_of_a_verdict(error: type[GateError]) -> None:
    assert error.exit_code not in {0, 1}


def test_an_error_says_what_where_and_whose() -> None:
    error = InputError("claim.x", "is wrong", fault=Fault.CLAIM, where="record.json#claims.0", hint="mend it")
    assert str(error) == "claim.x: is wrong (record.json#claims.0)"
    assert (error.fault, error.hint) == (Fault.CLAIM, "mend it")
