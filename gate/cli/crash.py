"""An exception that nobody foresaw becomes an error like any other; its traceback goes to a file for the report."""

from __future__ import annotations

import os
import platform
import tempfile
import traceback
from collections.abc import Sequence

from gate import __version__
from gate.model.errors import InfrastructureError
from gate.system.cache import lasting_folder
from gate.system.files import make_folder

CRASHES = "crashes"
"""Crash files are in this folder of the cache folder."""


def internal_error(problem: Exception, words: Sequence[str]) -> InfrastructureError:
    """The error ``internal`` for a crash of the command line ``words``; its ``where`` is the crash file."""
    message = f"gate failed in a way that it should not: {type(problem).__name__}: {problem}"
    hint = "a fault in gate, not in what it judged: please report it with this file"
    try:
        folder = lasting_folder()
        if folder is None:
            raise FileNotFoundError
        make_folder(folder / CRASHES)
        descriptor, path = tempfile.mkstemp(prefix="gate-crash-", suffix=".txt", dir=folder / CRASHES)
        with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"gate {__version__}, Python {platform.python_version()}, {platform.platform()}\n")
            file.write(f"{['gate', *words]!r}\n\n")
            file.writelines(traceback.format_exception(problem))
    except OSError:
        place = traceback.extract_tb(problem.__traceback__)[-1]
        path = f"{place.filename}:{place.lineno}"
        hint = "a fault in gate, not in what it judged: please report it (no crash file could be written)"
    return InfrastructureError("internal", message, where=path, hint=hint)
