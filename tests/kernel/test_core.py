"""The whole embedded library passes."""

from __future__ import annotations

import io

import pytest

from gate.kernel.check import AXIOMS, check
from gate.lean.core.declaration import is_unsafe
from gate.lean.core.term import Terms
from gate.lean.kernel.closure import closure
from gate.lean.kernel.ndjson import export
from tests.lean.conftest import cache, library
from tests.lean.library import CompiledLibrary
from tests.sandbox.fixtures import sandbox

__all__ = ["cache", "library", "sandbox"]


@pytest.mark.docker
@pytest.mark.slow
def test_every_safe_constant_is_accepted(library: CompiledLibrary) -> None:
    terms = Terms()
    constants = library.constants(terms)
    safe = [name for name in constants.names if not is_unsafe(constants[name])]
    found = closure(terms, constants.lookup, safe)
    lines = b"".join(export(found, lean="", githash=""))
    accepted = check(io.BytesIO(lines), axioms=(*AXIOMS, "sorryAx"))
    assert accepted.constants == sum(1 for _ in found.constants())
    assert accepted.constants > 6000
