"""The small types that a field of an audit entry may have. None of them has room for a payload or a secret."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from gate.model.digest import Digest, Json
from gate.model.text import one_line, shorten
from gate.model.words import MAX_WORD, NAME
from gate.model.words import WORD as WORD_PATTERN

MAX_SENTENCE = 500
MAX_ITEMS = 256
"""Members of a list."""

MAX_TOKEN = 120
"""Characters of a sentence between two spaces; base64 and hex dumps are longer."""

_WORD = re.compile(rf"(?![a-z0-9.-]{{{MAX_WORD + 1}}}){WORD_PATTERN}", re.ASCII)
_ID = re.compile(NAME, re.ASCII)
_LEVEL = re.compile(r"[A-Za-z0-9]{1,16}", re.ASCII)
_ORIGIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_:-]{0,127}", re.ASCII)
_KEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_:-]{0,127}\+[0-9a-f]{8}", re.ASCII)
_VKEY = re.compile(r"[A-Za-z0-9][A-Za-z0-9./_:-]{0,127}\+[0-9a-f]{8}\+A[Q-Za-f][A-Za-z0-9+/]{42}", re.ASCII)
_PERSON_KEY = re.compile(r"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-Za-z0-9+/]{43}", re.ASCII)
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}", re.ASCII)
_SIGNATURE = re.compile(r"[A-Za-z0-9+/]{85}[AQgw]==", re.ASCII)
_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z", re.ASCII)
_MOST_DAYS = r"(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_MOST_TIMES = rf"(?!0000)[0-9]{{4}}-{_MOST_DAYS}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{{6}}Z"
_PRIVATE = re.compile(r"PRIVATE.KEY|-----BEGIN|SECRET.KEY", re.IGNORECASE)
_REMOVED = "[removed]"


@dataclass(frozen=True, slots=True)
class FieldType:
    """``name`` as the table in the documentation calls it, ``says`` what fits, ``fits`` decides.

    ``regular`` is a regular expression for canonical JSON that certainly fits, where there is one: `gate.log.grammar`
    reads most entries with it. It may match less than ``fits`` accepts, never more. ``read`` makes the value that a
    typed body holds of JSON that fits; None where that is the same.
    """

    name: str
    says: str
    fits: Callable[[Json], bool]
    regular: str | None = None
    read: Callable[[Any], object] | None = None


def _text(name: str, says: str, pattern: re.Pattern[str], read: Callable[[Any], object] | None = None) -> FieldType:
    match = pattern.fullmatch
    fits: Callable[[Json], bool] = lambda value: type(value) is str and match(value) is not None  # noqa: E731
    return FieldType(name, says, fits, f'"{pattern.pattern}"', read)


def choice(name: str, values: Iterable[str], read: Callable[[Any], object] | None = None) -> FieldType:
    """One of a few fixed texts."""
    known = tuple(values)
    return FieldType(
        name,
        "one of " + ", ".join(known),
        lambda value: type(value) is str and value in known,
        f'"(?:{"|".join(map(re.escape, known))})"',
        read,
    )


def listing(name: str, item: FieldType) -> FieldType:
    """A list of values of one type."""
    fits, read = item.fits, item.read
    return FieldType(
        name,
        f"a list of at most {MAX_ITEMS}: each {item.says}",
        lambda value: type(value) is list and len(value) <= MAX_ITEMS and all(map(fits, value)),
        item.regular and rf"\[(?:{item.regular}(?:,{item.regular}){{0,{MAX_ITEMS - 1}}})?\]",
        tuple if read is None else (lambda value: tuple(map(read, value))),
    )


def _is_time(value: Json) -> bool:
    if type(value) is not str or not _TIME.fullmatch(value):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _is_sentence(value: Json) -> bool:
    return (
        type(value) is str
        and 0 < len(value) <= MAX_SENTENCE
        and value.isprintable()
        and not _PRIVATE.search(value)
        and (len(value) <= MAX_TOKEN or max(map(len, value.split(" "))) <= MAX_TOKEN)
    )


DIGEST = _text("digest", "`sha256:` and 64 lower-case hexadecimal characters", _DIGEST, Digest.parse)
WORD = _text("word", "1 to 64 of `a-z 0-9`, in parts of at most 24 joined by `.` or `-`", _WORD)
ID = _text("id", "1 to 128 of `A-Z a-z 0-9 . _ : @ -`", _ID)
LEVEL = _text("level", "1 to 16 of `A-Z a-z 0-9`: the judge's word for how far it got", _LEVEL)
ORIGIN = _text("origin", "the log's name: 1 to 128 of `A-Z a-z 0-9 . / _ : -`", _ORIGIN)
KEY = _text("key", "a key id: origin, `+`, 8 hexadecimal characters", _KEY)
VKEY = _text("vkey", "a public verifier key as C2SP signed-note writes it (Ed25519)", _VKEY)
SIGNATURE = _text("signature", "an Ed25519 signature in base64", _SIGNATURE)
PERSON_KEY = _text("person-key", "an OpenSSH Ed25519 public key without its comment", _PERSON_KEY)
INT = FieldType(
    "int",
    "a whole number from 0 to 2^53 - 1",
    lambda value: type(value) is int and 0 <= value < 1 << 53,
    "(?:0|[1-9][0-9]{0,14})",
)
TIME = FieldType("time", "UTC with microseconds, such as `2026-06-10T00:00:00.000000Z`", _is_time, f'"{_MOST_TIMES}"')
SENTENCE = FieldType("sentence", f"one printable line of at most {MAX_SENTENCE} characters, no keys", _is_sentence)
DIGESTS = listing("digests", DIGEST)
WORDS = listing("words", WORD)


def to_sentence(text: str) -> str:
    """The nearest text that fits the type ``sentence``: one line, printable, shortened, without key material."""
    tokens = (shorten(token, MAX_TOKEN) for token in one_line(text).split())
    return shorten(_PRIVATE.sub(_REMOVED, " ".join(tokens)) or "-", MAX_SENTENCE)


def timestamp(moment: datetime) -> str:
    """A moment (with a time zone) as entries write it: UTC, microseconds, ``Z``."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
