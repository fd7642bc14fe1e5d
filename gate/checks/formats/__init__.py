"""How findings are printed: one module for each format, each with a function ``render``."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from gate.model.errors import UsageError

if TYPE_CHECKING:
    from gate.checks.run import Outcome

FORMATS = ("text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown")
"""What ``--format`` takes."""

_MODULES = {"json": "documents", "jsonl": "lines"}
_ENDINGS = {
    ".txt": "text",
    ".json": "json",
    ".jsonl": "jsonl",
    ".sarif": "sarif",
    ".xml": "junit",
    ".md": "markdown",
}


def render(format: str, outcome: Outcome) -> str:
    """The findings in a format, with a newline at the end. Raises UsageError ``check.format``."""
    if format not in FORMATS:
        raise UsageError("check.format", f"no format is called {format!r}", hint=f"known: {', '.join(FORMATS)}")
    text: str = import_module(f"gate.checks.formats.{_MODULES.get(format, format)}").render(outcome)
    return text.rstrip("\n") + "\n"


def output(name: str) -> tuple[str, str]:
    """Format and path of an ``-o``: ``gitlab:report.json``, or a path whose end tells. Raises UsageError."""
    format, colon, path = name.partition(":")
    if colon and format in FORMATS:
        return format, path
    for ending, known in _ENDINGS.items():
        if name.endswith(ending):
            return known, name
    hint = f"-o FORMAT:FILE, with one of {', '.join(FORMATS)}"
    raise UsageError("check.format", f"{name!r} does not say which format it has", hint=hint)
