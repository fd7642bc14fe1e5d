"""Published values found in bytes, in digits or as binary doubles: what a script may hold and still compute.

Only values of six and more significant digits are looked for; shorter ones stand in any larger file by chance.
"""

from __future__ import annotations

import math
import re
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gate.model.digest import Digest

LEAST_DIGITS = 6
"""Significant digits of a value that is looked for at all."""
_TELLING_DIGITS = 9
"""From so many digits on, the digits alone tell: wherever the point stands, and whatever digits follow."""

_DECIMAL = re.compile(r"[+\-\u2212]?(([0-9]*)(\.?)([0-9]*))(?:[eE][+-]?[0-9]+)?", re.ASCII)
_RUN = re.compile(rb"[0-9][0-9._]{%d,}" % (LEAST_DIGITS - 1))


@dataclass(frozen=True, slots=True)
class Sighting:
    """A published value (as printed) that was found, and in which form: ``text``, ``little-endian double`` …"""

    value: str
    form: str

    def __str__(self) -> str:
        return f"{self.value} ({self.form})"


class PublishedValues:
    """The values of a claim, or of many, ready to be looked for."""

    def __init__(self, printed: Iterable[str]) -> None:
        """``printed`` are values as in a publication; those that are no numbers, or too short, are left out."""
        self._runs: dict[bytes, str] = {}
        self._heads: dict[bytes, str] = {}
        self._doubles: list[tuple[str, bytes]] = []
        for text in sorted(set(printed)):
            match = _DECIMAL.fullmatch(text)
            if match is None or _significant(match) < LEAST_DIGITS:
                continue
            run = _plain(match[1].encode())
            digits = run.replace(b".", b"").lstrip(b"0")
            if len(digits) < _TELLING_DIGITS:
                self._runs[run] = text
            else:
                self._heads[digits] = text
            number = float(text.lstrip("+-\u2212"))
            if 0 < number < math.inf:
                self._doubles.append((text, struct.pack(">d", number)))
        self._lengths = sorted({len(digits) for digits in self._heads})

    @property
    def digest(self) -> Digest:
        """What tells these values from others."""
        return Digest.of_json(sorted({*self._runs.values(), *self._heads.values()}))

    def find(self, content: bytes) -> list[Sighting]:
        """Every value that ``content`` holds, once for each form."""
        return list(dict.fromkeys((*self._find_text(content), *self._find_doubles(content))))

    def _find_text(self, content: bytes) -> Iterator[Sighting]:
        for match in _RUN.finditer(content):
            run = _plain(match[0].replace(b"_", b""))
            if text := self._runs.get(run):
                yield Sighting(text, "text")
            digits = run.replace(b".", b"").lstrip(b"0")
            for length in self._lengths:
                if text := self._heads.get(digits[:length]):
                    yield Sighting(text, "text")

    def _find_doubles(self, content: bytes) -> Iterator[Sighting]:
        for text, big in self._doubles:
            if _holds(content, big[1:], before=big[:1]):
                yield Sighting(text, "big-endian double")
            if _holds(content, big[:0:-1], after=big[:1]):
                yield Sighting(text, "little-endian double")


def _holds(content: bytes, tail: bytes, *, before: bytes = b"", after: bytes = b"") -> bool:
    """Whether ``tail`` stands next to the byte with sign and exponent; of the sign, the top bit, either will do."""
    start = content.find(tail)
    while start >= 0:
        place = start - 1 if before else start + len(tail)
        if 0 <= place < len(content) and content[place] & 0x7F == (before or after)[0]:
            return True
        start = content.find(tail, start + 1)
    return False


def _significant(number: re.Match[str]) -> int:
    """How many digits count: leading zeros do not, and those at the end of an integer do not."""
    digits = (number[2] + number[4]).lstrip("0")
    return len(digits if number[3] else digits.rstrip("0"))


def _plain(run: bytes) -> bytes:
    """A number's digits with its point, without leading zeros, and without zeros or a point at the end."""
    whole, point, fraction = run.strip(b"._").lstrip(b"0").partition(b".")
    return (whole + point + fraction.rstrip(b"0")).rstrip(b".") if point else whole
