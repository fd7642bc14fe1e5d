"""The strict readers of bytes: every refusal has a code, a place and somebody's fault."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.base import parse_csv
from gate.model.errors import Fault, InputError

CELLS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\x00"), max_size=6)
TABLES = st.integers(1, 4).flatmap(
    lambda width: st.tuples(
        st.lists(CELLS.filter(bool), min_size=width, max_size=width, unique=True),
        st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=4),
    )
)


@given(TABLES, st.sampled_from(["\n", "\r\n"]), st.sampled_from([",", "\t"]))
def test_what_was_written_is_read(table: tuple[list[str], list[list[str]]], newline: str, delimiter: str) -> None:
    header, rows = table
    out = io.StringIO()
    csv.writer(out, lineterminator=newline, delimiter=delimiter, quoting=csv.QUOTE_ALL).writerows([header, *rows])
    assert parse_csv(out.getvalue().encode(), where="t", code="result", delimiter=delimiter) == [header, *rows]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff", "result.not-utf8"),
        (b"", "result.wrong-shape"),
        (b"\n\n", "result.wrong-shape"),
        (b"a,b\n1\n", "result.wrong-shape"),
        (b"a,a\n1,2\n", "result.duplicate-key"),
        (b'a,b\n"1,2\n', "result.malformed"),
        (b'a,b\n"1"x,2\n', "result.malformed"),
        (b"a\n" + b"x" * 200_000 + b"\n", "result.malformed"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_csv(data, where="t.csv", code="result", fault=Fault.ARTIFACT)
    assert (caught.value.code, caught.value.where, caught.value.fault) == (code, "t.csv", Fault.ARTIFACT)


@given(st.binary(max_size=80))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        rows = parse_csv(data, where="t", code="result")
    except InputError as error:
        assert error.code.startswith("result.")  # noqa: PT017 - either outcome is right
    else:
        assert len({len(row) for row in rows}) == 1
