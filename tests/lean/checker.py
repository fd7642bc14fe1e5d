"""The modules of the in-container checker, for tests that run them in this process (the Lean library is not needed)."""

from __future__ import annotations

import importlib
import sys
from types import ModuleType

from gate.system.resources import resource

FOLDER = resource("sandboxes") / "lean-core" / "checker"


def checker_module(name: str) -> ModuleType:
    """Import ``name`` from the checker's folder."""
    sys.path.insert(0, str(FOLDER))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(FOLDER))
