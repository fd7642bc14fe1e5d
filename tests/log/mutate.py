"""Hostile bytes: seeded mutations of good files, the same in every run."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

import pytest

from gate.model.errors import IntegrityError

CASES = 100_000

TOKENS = (
    b"",
    b"\n",
    b"\n\n",
    b"\r\n",
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    "\u2014 ".encode(),
    "\u00a0".encode(),
    "１２".encode(),
    b" ",
    b"+",
    b"-",
    b"=",
    b"==",
    b"_",
    b"/",
    b"-1",
    b"00",
    b"1e999",
    b"1.0",
    b"NaN",
    b"true",
    b"null",
    b"9223372036854775808",
    b"18446744073709551616",
    b"9" * 400,
    b"[" * 300,
    b'{"a":' * 300,
    b'"',
    b"\\",
    b'"\\ud800"',
    b"{}",
    b"[]",
    b",",
    b":",
    b"A" * 44,
    b"c2sp.org/tlog-proof@v1\n",
    b"index ",
    b"extra ",
)


def mutations(seeds: Sequence[bytes], cases: int, seed: int) -> Iterator[bytes]:
    """``cases`` inputs: mostly good files with a few changes, some spliced from two, some random."""
    source = random.Random(seed)
    for _ in range(cases):
        blob = bytearray(source.choice(seeds))
        if source.random() < 0.02:
            blob = bytearray(source.randbytes(source.randrange(200)))
        if source.random() < 0.1:
            other = source.choice(seeds)
            blob = blob[: source.randrange(len(blob) + 1)] + other[source.randrange(len(other) + 1) :]
        for _ in range(source.choice((1, 1, 1, 2, 3, 8))):
            at = source.randrange(len(blob) + 1)
            end = min(len(blob), at + source.choice((1, 1, 2, 8, 64)))
            match source.randrange(6):
                case 0 if at < len(blob):
                    blob[at] ^= 1 << source.randrange(8)
                case 1:
                    del blob[at:end]
                case 2:
                    blob[at:at] = source.choice(TOKENS)
                case 3:
                    blob[at:end] = source.choice(TOKENS)
                case 4:
                    blob[at:at] = blob[at:end] * source.choice((1, 1, 2, 20))
                case _:
                    blob[at:end] = source.randbytes(end - at)
        yield bytes(blob)


def attack(parse: Callable[[bytes], object], seeds: Sequence[bytes], *, prefixes: tuple[str, ...], seed: int) -> int:
    """Feed every mutation; only IntegrityError with a known prefix may come out. Returns how many were accepted."""
    for good in seeds:
        parse(good)
    accepted = 0
    for data in mutations(seeds, CASES, seed):
        try:
            parse(data)
        except IntegrityError as error:
            if not error.code.startswith(prefixes) or not error.message:
                pytest.fail(f"{error.code} for {data!r}")
        else:
            accepted += 1
    return accepted
