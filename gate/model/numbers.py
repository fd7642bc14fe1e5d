"""Numbers as text: what counts as one number wherever gate reads a cell, a result or a published value.

Strict ASCII digits with an optional sign, point and exponent. No thousands separators, underscores, other scripts'
digits, spaces, infinities or NaN: each of these means different things to different programs.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Annotated

from pydantic import Field

MAX_DIGITS = 400
"""Characters of one number; more is noise or an attack on the arithmetic."""

MAX_EXPONENT = 400
"""Powers of ten either way; a double ends at about 308."""

_NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]{1,4})?", re.ASCII)

DecimalText = Annotated[str, Field(pattern=r"^-?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?$")]
"""A number in a contract, as decimal text, so that ``0.1`` means one tenth and not the nearest double."""

PositiveText = Annotated[str, Field(pattern=r"^[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?$")]
"""The same without a sign."""


def is_number(text: str) -> bool:
    """Whether the text is written as one decimal number."""
    return _NUMBER.fullmatch(text) is not None


def parse_number(text: str) -> Decimal:
    """The exact value of one decimal number.

    Raises ValueError: not a number, longer than `MAX_DIGITS` characters, or beyond `MAX_EXPONENT` powers of ten.
    """
    if not is_number(text):
        raise ValueError(f"{text[:60]!r} is not a plain number")
    if len(text) > MAX_DIGITS:
        raise ValueError(f"the number {text[:40]} has more than {MAX_DIGITS} characters")
    number = Decimal(text)
    if number and abs(number.adjusted()) > MAX_EXPONENT:
        raise ValueError(f"the number {text[:40]} is beyond {MAX_EXPONENT} powers of ten")
    return number
