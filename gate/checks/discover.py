"""Which files are checked: those that are named, and in folders those that look like a record or a manifest."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from glob import glob, has_magic

from gate.checks.file import Input
from gate.checks.reading.document import SUFFIXES, ReadingError
from gate.model.artifact import MANIFEST
from gate.model.base import MAX_DOCUMENT_BYTES
from gate.model.errors import UsageError
from gate.system.files import read_regular

SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})
"""Folders that are never looked into, besides those whose name begins with a dot."""

MARKS = (b"paper-manifest-", b"gate-artifact-")
"""What a file in a folder holds if it is a record or a manifest, however broken."""


def listed(paths: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Each file once, with whether it was named itself. A pattern (``*``, ``?``, ``[``) names what it matches.

    Raises UsageError ``check.no-such-path``.
    """
    seen: set[str] = set()
    for path in paths:
        for name, named in _files(path):
            shown = shown_name(name)
            if shown not in seen:
                seen.add(shown)
                yield shown, named


def shown_name(path: str) -> str:
    """A path as findings show it: relative to the working folder where it lies inside, with ``/``."""
    normal = os.path.normpath(path)
    if os.path.isabs(normal):
        relative = os.path.relpath(normal)
        normal = normal if relative.startswith("..") else relative
    return normal.replace(os.sep, "/")


def _files(path: str) -> Iterator[tuple[str, bool]]:
    if os.path.isdir(path):
        yield from ((name, False) for name in _inside(path))
    elif os.path.lexists(path):
        yield path, True
    elif has_magic(path):
        for match in sorted(glob(path, recursive=True)):
            yield from ((name, False) for name in (_inside(match) if os.path.isdir(match) else [match]))
    else:
        message = "there is no file or folder of this name"
        raise UsageError("check.no-such-path", message, where=path, hint="name files, folders, or a pattern in quotes")


def _inside(folder: str) -> Iterator[str]:
    """Files below a folder that can be a record; links to folders are not followed."""
    for inner, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in SKIPPED and not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and os.path.splitext(name)[1] in SUFFIXES:
                yield os.path.join(inner, name)


def read_input(name: str, named: bool) -> Input | None:
    """A file's bytes; None for one in a folder that is no record and no manifest. Raises ReadingError REC001."""
    suffix = os.path.splitext(name)[1]
    if named and suffix not in SUFFIXES:
        raise ReadingError("REC001", f"a record ends in {', '.join(SUFFIXES)}; this ends in {suffix or 'nothing'}")
    try:
        data = read_regular(name, MAX_DOCUMENT_BYTES)
    except OSError as error:
        raise ReadingError("REC001", f"the file cannot be read: {error.strerror}") from None
    is_manifest = os.path.basename(name) == MANIFEST
    if not named and not is_manifest and not any(mark in data for mark in MARKS):
        return None
    return Input(name, SUFFIXES[suffix], data, os.path.dirname(name))


def given_bytes(name: str, data: bytes) -> Input:
    """A document that is no file, under the name of one. Raises UsageError ``check.stdin-name``."""
    suffix = os.path.splitext(name)[1]
    if suffix not in SUFFIXES:
        hint = f"--stdin-filename NAME, which ends in one of {', '.join(SUFFIXES)}"
        raise UsageError("check.stdin-name", f"{name!r} does not say which format it has", hint=hint)
    return Input(shown_name(name), SUFFIXES[suffix], data, os.path.dirname(name))
