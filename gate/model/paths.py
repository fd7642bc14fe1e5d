"""Relative file names that claims and artifacts may use."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

_SEGMENT = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]*", re.ASCII)
MAX_PATH = 200
"""Characters of a relative path."""


def is_safe_path(path: str) -> bool:
    """True for plain ASCII relative paths: no ``..``, no leading dot or dash, no empty segment, at most 8 deep."""
    segments = path.split("/")
    return len(path) <= MAX_PATH and len(segments) <= 8 and all(_SEGMENT.fullmatch(part) for part in segments)


def _check(path: str) -> str:
    if not is_safe_path(path):
        raise ValueError(
            "must be a plain relative path (ASCII letters, digits, '.', '_', '-', '/'; no '..', no leading dot)"
        )
    return path


SafePath = Annotated[str, StringConstraints(min_length=1), AfterValidator(_check)]
"""A relative path that is the same on every machine and can be shown to people."""
