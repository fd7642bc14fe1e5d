"""Text in contracts that the log must be able to hold: words, names and times (docs/log-entries.md).

What fits no entry is refused where it is read. Later would be too late: an attempt that cannot be written down cannot
be closed either.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import AfterValidator, Field

WORD = r"[a-z0-9]{1,24}(?:[.-][a-z0-9]{1,24})*"
"""A word's regular expression: short parts, so that a hexadecimal key is no word."""

MAX_WORD = 64
"""Characters of a word."""

NAME = r"[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}"
"""A name's regular expression."""

Word = Annotated[str, Field(pattern=f"^{WORD}$", max_length=MAX_WORD)]
"""A machine word: a toolchain, an image."""

Name = Annotated[str, Field(pattern=f"^{NAME}$")]
"""A name for people and machines: a version."""


def _timestamp(text: str) -> str:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("must be an RFC 3339 time with an offset, such as 2026-06-10T00:00:00Z")
    return text


Timestamp = Annotated[str, Field(max_length=64), AfterValidator(_timestamp)]
"""RFC 3339 with an offset, kept as written."""
