"""What is expensive and the same for every test process: made once in a test run, by whoever comes first."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock


def shared_folder(factory: pytest.TempPathFactory, name: str) -> Path:
    """A folder that all processes of this test run share; it is there, and nothing else is promised."""
    own = factory.getbasetemp()
    base = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    folder = base / name
    folder.mkdir(exist_ok=True)
    return folder


def once(factory: pytest.TempPathFactory, name: str, fill: Callable[[Path], None]) -> Path:
    """The shared folder ``name``, filled by the first process that asks while the others wait.

    When ``fill`` raises, so does this, and the next process to ask fails or succeeds by itself.
    """
    folder = shared_folder(factory, name)
    filled = folder.with_name(f"{name}.filled")
    with FileLock(folder.with_name(f"{name}.lock")):
        if not filled.exists():
            fill(folder)
            filled.touch()
    return folder
