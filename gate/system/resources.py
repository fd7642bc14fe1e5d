"""Where the files that travel with the package are: ``sandboxes/``, ``lean/`` and ``examples/``."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def resource(name: str) -> Path:
    """The folder ``name``: inside an installed wheel, else at the top of the checkout."""
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.exists() else _PACKAGE.parent / name
