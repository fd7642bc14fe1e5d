"""Hostile exports: whatever the bytes, there is an answer or one kind of error."""

from __future__ import annotations

import io
import json
import os
import random
from collections import Counter

import pytest

from gate.kernel.budget import Limits
from gate.kernel.check import check
from gate.kernel.errors import KernelError, LimitError
from gate.kernel.export.declarations import Declarations
from gate.kernel.export.lines import lines
from gate.kernel.export.tables import Tables
from gate.kernel.level import Levels
from gate.kernel.names import Names
from gate.kernel.rules import RULES
from gate.kernel.term import Terms
from tests.kernel.cases.equality import base
from tests.kernel.cases.quotient import quotients

LINES = int(os.environ.get("GATE_TEST_LINES", "200000"))
MUTANTS = int(os.environ.get("GATE_TEST_EXPORTS", "500"))
SMALL = Limits(steps=20_000, seconds=20, terms=100_000)
EXPORT = quotients(made=base()).data.splitlines(keepends=True)
VALUES = [0, 1, -1, 2**31, 2**70, 1.5, None, True, "", "a", "\0", "\ud800", [], [0], {}, {"a": 0}]


def bytes_changed(line: bytes, rng: random.Random) -> bytes:
    """One byte changed, lost or added."""
    place = rng.randrange(len(line))
    kind = rng.randrange(3)
    new = bytes([rng.randrange(256)])
    return line[:place] + (new if kind != 1 else b"") + line[place + (kind != 2) :]


def value_changed(line: bytes, rng: random.Random) -> bytes:
    """Another value or key somewhere in the object."""
    row = json.loads(line)
    inside = row
    while True:
        keys = list(inside) if isinstance(inside, dict) else list(range(len(inside)))
        if not keys:
            break
        key = rng.choice(keys)
        if isinstance(inside[key], dict | list) and inside[key] and rng.random() < 0.8:
            inside = inside[key]
            continue
        change = rng.random()
        if change < 0.15 and isinstance(inside, dict):
            inside[rng.choice(["ie", "in", "il", "extra"])] = inside.pop(key)
        elif change < 0.25:
            del inside[key]
        elif isinstance(inside[key], int) and change < 0.7:
            inside[key] += rng.choice((-1, 1, 7))
        else:
            inside[key] = rng.choice(VALUES)
        break
    return json.dumps(row).encode() + b"\n"


def order_changed(rows: list[bytes], place: int, rng: random.Random) -> list[bytes]:
    """A line lost, repeated or moved."""
    kind, other = rng.randrange(3), rng.randrange(len(rows))
    if kind == 0:
        return rows[:place] + rows[place + 1 :]
    if kind == 1:
        return [*rows[:place], rows[other], *rows[place:]]
    moved = rows[:]
    moved[place], moved[other] = moved[other], moved[place]
    return moved


def mutant(rng: random.Random) -> bytes:
    rows, place = EXPORT[:], rng.randrange(len(EXPORT))
    kind = rng.random()
    if kind < 0.3:
        rows[place] = bytes_changed(rows[place], rng)
    elif kind < 0.9:
        rows[place] = value_changed(rows[place], rng)
    else:
        rows = order_changed(rows, place, rng)
    return b"".join(rows)


def outcome(data: bytes) -> tuple[str, int]:
    """What came of an export, and how many lines were read. Any other exception than the two is the kernel's fault."""
    try:
        check(io.BytesIO(data), limits=SMALL)
    except (KernelError, LimitError) as error:
        return error.rule if isinstance(error, KernelError) else error.limit, _sound(error)
    return "accepted", len(EXPORT)


def _sound(error: KernelError | LimitError) -> int:
    """The line of an error that says what it must."""
    assert isinstance(error, LimitError) or error.rule in RULES
    assert 1 <= error.line <= len(EXPORT) + 1
    assert error.message.isprintable()
    return error.line


def test_a_few_mutants() -> None:
    rng = random.Random(1)
    seen = Counter(outcome(mutant(rng))[0] for _ in range(20))
    assert len(seen) > 3, seen


@pytest.mark.slow
def test_many_mutants() -> None:
    rng, seen = random.Random(2), Counter[str]()
    for _ in range(MUTANTS):
        seen[outcome(mutant(rng))[0]] += 1
    assert seen["export-syntax"] > MUTANTS // 10, seen
    assert seen["export-index"] > MUTANTS // 10, seen
    assert len(seen) > 6, seen


@pytest.mark.slow
def test_many_mutated_lines() -> None:
    """Each on tables that hold the whole export, so that it is the line itself that is read."""
    names, levels, terms = Names(), Levels(), Terms()
    tables = Tables(names, levels, terms)
    declarations = Declarations(tables)
    for _, row in lines(io.BytesIO(b"".join(EXPORT))):
        if "meta" not in row and not tables.add(row):
            declarations.read(row)
    rng, seen = random.Random(3), Counter[str]()
    for number in range(LINES):
        line = rng.choice(EXPORT)
        row = json.loads(line)
        for key in {"ie", "in", "il"} & set(row):
            row[key] = len(EXPORT) + number
        fresh = json.dumps(row).encode() + b"\n"
        changed = bytes_changed(fresh, rng) if rng.random() < 0.3 else value_changed(fresh, rng)
        try:
            for _, row in lines(io.BytesIO(changed)):
                if not tables.add(row):
                    declarations.read(row)
            seen["read"] += 1
        except (KernelError, LimitError) as error:
            seen[error.rule if isinstance(error, KernelError) else error.limit] += 1
    assert {"read", "export-syntax", "export-index", "export-number"} <= set(seen), seen


def test_noise_is_no_export() -> None:
    rng = random.Random(3)
    for _ in range(200):
        data = rng.randbytes(rng.randrange(400))
        with pytest.raises(KernelError):
            check(io.BytesIO(data))


def test_a_line_without_an_end_is_not_kept_in_memory() -> None:
    class Endless(io.RawIOBase):
        """``{`` for ever."""

        taken = 0

        def readline(self, size: int | None = -1, /) -> bytes:  # type: ignore[override]
            assert size is not None
            assert size > 0
            self.taken += size
            return b"{" * size

    source = Endless()
    with pytest.raises(KernelError, match="longer than"):
        check(source)
    assert source.taken < 64 << 20
