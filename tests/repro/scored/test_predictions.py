"""Predictions are hostile input: each way to be wrong has its name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.scored import PredictedColumn, Predictions
from gate.repro.runs.results import RefusedError
from gate.repro.scored.predictions import read_predictions, written_anew
from tests.repro.scored.samples import LABELS, PREDICTED, as_csv, as_lines, scored

TEXT = scored().scored.predictions
LINES = scored(format="jsonl").scored.predictions
KEYS = tuple(LABELS)
NUMBER = Predictions(
    format="csv",
    of="labels.csv",
    key="id",
    columns=(PredictedColumn(name="p", type="number", min="0", max="1"),),
)
NUMBERS = NUMBER.model_copy(update={"format": "jsonl"})


def read(data: bytes, declared: Predictions = TEXT, keys=KEYS):
    return read_predictions(data, declared, keys, name="p.csv")


def test_both_forms_are_read_into_the_order_of_the_labels():
    table = read(as_csv(dict(reversed(PREDICTED.items()))))
    assert table.column("id") == KEYS
    assert table.column("said") == tuple(PREDICTED.values())
    assert read(as_lines(), LINES) == table
    assert written_anew(table) == as_csv()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "wrong-shape"),
        (b"\xff", "not-utf8"),
        (b'id,said\nq1,"cat\n', "malformed"),
        (as_csv() + b"q001,cat,more\n", "wrong-shape"),
        (as_csv(header="id,said").replace(b"id,said", b"id,said,said", 1), "wrong-shape"),
        (as_csv(header="id,answer"), "wrong-columns"),
        (as_csv().replace(b"q001,", b"q000,"), "duplicate-id"),
        (as_csv({**PREDICTED, "q999": "cat"}), "unknown-id"),
        (as_csv({key: value for key, value in PREDICTED.items() if key != "q007"}), "missing-id"),
        (as_csv({**PREDICTED, "q001": "Cat"}), "unknown-label"),
        (as_csv({**PREDICTED, "q001": "cat "}), "unknown-label"),
        (as_csv().replace(b"q001,", b" q001,"), "wrong-type"),
        (as_csv().replace(b"q001,", b","), "wrong-type"),
    ],
)
def test_a_csv_file_that_is_wrong(data, code):
    with pytest.raises(RefusedError) as caught:
        read(data)
    assert caught.value.refusal.code == code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "malformed"),
        (b"[]\n", "wrong-type"),
        (as_lines() + b"\n", "malformed"),
        (b'{"id": "q000", "id": "q001", "said": "cat"}\n', "duplicate-key"),
        (b'{"id": "q000", "said": NaN}\n', "malformed"),
        (b'{"id": "q000", "said": "cat", "truth": "cat"}\n', "wrong-columns"),
        (b'{"id": "q000"}\n', "wrong-columns"),
        (b'{"id": "q000", "said": 1}\n', "wrong-type"),
        (b'{"id": null, "said": "cat"}\n', "wrong-type"),
        (b'{"id": "q000", "said": ' + b"[" * 100_000 + b"\n", "too-deep"),
        (as_lines() * 2, "duplicate-id"),
    ],
)
def test_json_lines_that_are_wrong(data, code):
    with pytest.raises(RefusedError) as caught:
        read(data, LINES)
    assert caught.value.refusal.code == code


@pytest.mark.parametrize(
    ("cell", "code"),
    [("nan", "wrong-type"), ("inf", "wrong-type"), ("1,5", "wrong-shape"), ("1.5", "out-of-range"),
     ("-0.1", "out-of-range"), ("1e999", "wrong-type"), ("0x1", "wrong-type"), ("", "wrong-type"), ("٣", "wrong-type")],
)  # fmt: skip
def test_a_number_that_is_none(cell, code):
    with pytest.raises(RefusedError) as caught:
        read(f"id,p\na,{cell}\n".encode(), NUMBER, ("a",))
    assert caught.value.refusal.code == code


def test_numbers_are_written_anew():
    table = read(b"p,id\n00.50,a\n+1e0,b\n", NUMBER, ("b", "a"))
    assert table.rows == (("b", "1"), ("a", "0.50"))
    assert read(b'{"id": 7, "p": 0.5}\n', NUMBERS, ("7",)).rows == (("7", "0.5"),)
    with pytest.raises(RefusedError):
        read(b'{"id": "7", "p": "0.5"}\n', NUMBERS, ("7",))


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    for declared in (TEXT, LINES, NUMBER, NUMBERS):
        try:
            table = read(data, declared, ("a", "b"))
        except RefusedError:
            continue
        assert table.column("id") == ("a", "b")
