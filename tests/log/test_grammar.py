"""The fast reader never accepts what the full reader refuses."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.log.entry import Entry, read_entry
from gate.log.fields import SENTENCE
from gate.log.grammar import regular_kind
from gate.log.kinds import KINDS, PolicyBody, read_body
from gate.model.digest import Digest
from gate.model.errors import IntegrityError
from tests.log.test_entry import GOOD, IDS, TIME

REGULAR = [name for name, kind in KINDS.items() if SENTENCE not in {**kind.fields, **kind.optional}.values()]


def full(reader_input: bytes) -> str | None:
    try:
        return read_entry(reader_input).kind
    except IntegrityError:
        return None


@pytest.mark.parametrize("kind", REGULAR)
@given(data=st.data())
def test_good_entries_of_regular_kinds_are_read_fast(kind: str, data: st.DataObject) -> None:
    spec = KINDS[kind]
    optional = {name for name in spec.optional if data.draw(st.booleans())}
    body: dict[str, Any] = {
        name: data.draw(st.sampled_from(GOOD[item.name][:1] if item.name == "int" else GOOD[item.name]))
        for name, item in {**spec.fields, **spec.optional}.items()
        if name in spec.fields or name in optional
    }
    ids = {name: value for name, value in IDS.items() if name in spec.needs or data.draw(st.booleans())}
    written = Entry(TIME, read_body(kind, body), **ids).to_bytes()
    assert regular_kind(written) == kind == full(written)


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_fast_reader_accepts_the_full_reader_accepts(kind: str) -> None:
    spec = KINDS[kind]
    body = {name: GOOD[item.name][0] for name, item in {**spec.fields, **spec.optional}.items()}
    good = Entry(TIME, read_body(kind, body), **IDS).to_bytes()
    source = random.Random(kind)
    alphabet = b'0123456789abcdefZ{}[]",:.-_ \\\n\x00\xff+'
    accepted = 0
    for _ in range(2000):
        blob = bytearray(good)
        for _ in range(source.randint(1, 3)):
            at = source.randrange(len(blob))
            match source.randrange(3):
                case 0:
                    blob[at] = source.choice(alphabet)
                case 1:
                    blob.insert(at, source.choice(alphabet))
                case _:
                    del blob[at]
        found = regular_kind(bytes(blob))
        if found is not None:
            accepted += 1
            assert found == full(bytes(blob))
    assert accepted or kind not in REGULAR


@pytest.mark.parametrize("month", range(14))
def test_every_day_that_the_fast_reader_knows_exists(month: int) -> None:
    for year in ("0000", "2023", "2024"):
        for day in range(33):
            time = f"{year}-{month:02d}-{day:02d}T23:59:59.999999Z"
            data = Entry(TIME, PolicyBody(digest=Digest.of(b""), version="1")).to_bytes()
            data = data.replace(TIME.encode(), time.encode())
            assert regular_kind(data) in (None, full(data))
            if 0 < month < 13 and 0 < day < 29 and year != "0000":
                assert regular_kind(data) == "policy"


@given(st.binary(max_size=200))
def test_garbage_is_left_to_the_full_reader(data: bytes) -> None:
    assert regular_kind(data) is None
    assert regular_kind(b'"kind":"check"' + data) is None
