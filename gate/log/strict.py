"""Two readers that every text format of the log needs: strict base64 and strict decimal numbers."""

from __future__ import annotations

import base64
import binascii
import re

from gate.model.errors import IntegrityError

_DECIMAL = re.compile(r"0|[1-9][0-9]{0,19}", re.ASCII)


def encode_base64(data: bytes) -> str:
    """Standard base64 with padding (RFC 4648 §4)."""
    return base64.b64encode(data).decode("ascii")


def decode_base64(text: str, *, code: str, where: str | None = None) -> bytes:
    """The bytes of canonical standard base64: no other characters, right padding, no stray bits.

    Raises IntegrityError with the given code.
    """
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise IntegrityError(code, "not base64", where=where) from None
    if encode_base64(data) != text:
        raise IntegrityError(code, "base64 in a form that no encoder writes", where=where)
    return data


def decode_decimal(text: str, *, code: str, limit: int, where: str | None = None) -> int:
    """A number from 0 up to, not including, ``limit``: ASCII digits, no sign, no leading zero.

    Raises IntegrityError with the given code.
    """
    if not _DECIMAL.fullmatch(text) or int(text) >= limit:
        raise IntegrityError(code, f"{text[:40]!r} is not a number from 0 to {limit - 1}", where=where)
    return int(text)
