"""The strict reader of results: every way to be wrong has a name."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gate.model.digest import Json
from gate.model.expected import Expected
from gate.repro.claim.parts import all_parts
from gate.repro.rules.base import Value
from gate.repro.runs.results import Refusal, ResultReader

NONCE = "0123456789abcdef"
TABLE_RULE: Json = {
    "kind": "table",
    "key": "g",
    "columns": [{"name": "g", "rule": {"kind": "exact"}}, {"name": "mean", "rule": {"kind": "printed"}}],
}


def claim(*quantities: Json) -> Expected:
    return Expected.model_validate_json(json.dumps({"quantities": list(quantities)}))


SCALAR = claim({"name": "slope", "published": "1.5", "rule": {"kind": "printed"}})
TABLE = claim({"name": "means", "published": [["a", "1.0"], ["b", "2.0"]], "rule": TABLE_RULE})


def reader(expected: Expected) -> ResultReader:
    return ResultReader(expected, all_parts(expected), "result.json")


def read(expected: Expected, text: str | bytes, name: str = "result.json") -> dict[str, Value] | Refusal:
    data = text if isinstance(text, bytes) else text.encode()
    found = reader(expected).read({name: data}, nonce=NONCE)
    return found if isinstance(found, Refusal) else dict(found)


def code(expected: Expected, text: str | bytes, name: str = "result.json") -> str:
    found = read(expected, text, name)
    assert isinstance(found, Refusal)
    return found.code


def test_exact_numbers() -> None:
    text = f'{{"nonce": "{NONCE}", "slope": 1.002116818020450000000001}}'
    assert read(SCALAR, text) == {"slope": Decimal("1.002116818020450000000001")}


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_double_is_read(value: float) -> None:
    found = read(SCALAR, json.dumps({"nonce": NONCE, "slope": value}))
    assert isinstance(found, dict)
    number = found["slope"]
    assert isinstance(number, Decimal)
    assert float(number) == value


@pytest.mark.parametrize(
    ("value", "expected_code"),
    [
        ("NaN", "malformed"),
        ("-Infinity", "malformed"),
        ("1e999", "malformed"),
        ("1e-9999", "malformed"),
        ("9" * 5000, "malformed"),
        ("0." + "3" * 500, "malformed"),
        ("١٢", "malformed"),
        ("1_0", "malformed"),
        ("+1", "malformed"),
        ("0x10", "malformed"),
        ('"1.5"', "wrong-type"),
        ("true", "wrong-type"),
        ("null", "wrong-type"),
        ("[1.5]", "wrong-type"),
        ('{"value": 1.5}', "wrong-type"),
        ("[" * 100_000 + "]" * 100_000, "too-deep"),
        ('1.5, "slope": 1.5', "duplicate-key"),
        ('1.5, "more": 1', "unknown-key"),
        ("1.5} {", "malformed"),
    ],
)
def test_refused_values(value: str, expected_code: str) -> None:
    assert code(SCALAR, f'{{"nonce": "{NONCE}", "slope": {value}}}') == expected_code


def test_refused_documents() -> None:
    good = json.dumps({"nonce": NONCE, "slope": 1.5})
    assert code(SCALAR, good.encode("utf-16")) == "not-utf8"
    assert code(SCALAR, b"\xef\xbb\xbf" + good.encode()) == "malformed"
    assert code(SCALAR, "[]") == "wrong-type"
    assert code(SCALAR, json.dumps({"slope": 1.5})) == "missing-key"
    assert code(SCALAR, json.dumps({"nonce": "0" * 16, "slope": 1.5})) == "stale-nonce"
    assert code(SCALAR, good, "other.json") == "missing-file"
    refused = reader(SCALAR).read({}, refused={"result.json": "symlink"}, nonce=NONCE)
    assert isinstance(refused, Refusal)
    assert (refused.code, "symlink" in refused.reason) == ("not-a-plain-file", True)


def test_kept_results_need_no_nonce() -> None:
    kept = {"result.json": json.dumps({"nonce": "another", "slope": 2}).encode()}
    assert reader(SCALAR).read(kept) == {"slope": Decimal(2)}


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    assert isinstance(read(SCALAR, data), Refusal)
    assert isinstance(read(TABLE, data, "means.csv"), Refusal)


def test_arrays_have_the_declared_shape() -> None:
    rule = {"kind": "array", "shape": [2, 2], "each": {"kind": "printed"}}
    expected = claim({"name": "m", "published": ["1", "2", "3", "4"], "rule": rule})
    found = read(expected, json.dumps({"nonce": NONCE, "m": [[1, 2], [3, 4]]}))
    assert found == {"m[0,0]": 1, "m[0,1]": 2, "m[1,0]": 3, "m[1,1]": 4}
    assert [part.name for part in all_parts(expected)] == list(found)
    for wrong in ([], [[1, 2]], [[1, 2], [3]], [1, 2, 3, 4], 5, [[1, 2], [3, 4], [5, 6]]):
        assert code(expected, json.dumps({"nonce": NONCE, "m": wrong})) == "wrong-shape"


def test_tables_are_found_by_key() -> None:
    assert TABLE.output_files("result.json") == ("means.csv",)
    found = read(TABLE, "g,mean\r\nb,2.01\r\na,0.99\r\n", "means.csv")
    assert found == {
        "means[b].g": "b",
        "means[b].mean": Decimal("2.01"),
        "means[a].g": "a",
        "means[a].mean": Decimal("0.99"),
    }


@pytest.mark.parametrize(
    ("text", "expected_code"),
    [
        ("", "wrong-shape"),
        ("mean,g\n1,a\n2,b\n", "wrong-shape"),
        ("g,mean\na,1\n", "wrong-shape"),
        ("g,mean\na,1\na,2\n", "wrong-shape"),
        ("g,mean\na,1\nb,2\nc,3\n", "wrong-shape"),
        ("g,mean\na,1\nb,2,3\n", "wrong-shape"),
        ("g,g\na,1\nb,2\n", "duplicate-key"),
        ("g,mean\na,nan\nb,2\n", "wrong-type"),
        ("g,mean\na,\nb,2\n", "wrong-type"),
        ("g,mean\na,1 000\nb,2\n", "wrong-type"),
        ("g,mean\na,1e9999\nb,2\n", "malformed"),
        ('g,mean\na,"1\nb,2\n', "malformed"),
    ],
)
def test_refused_tables(text: str, expected_code: str) -> None:
    assert code(TABLE, text, "means.csv") == expected_code


def test_places_in_other_files() -> None:
    expected = claim(
        {"name": "a", "published": "1", "output": {"file": "out/t.csv", "pointer": "/1/est~1se"}},
        {"name": "b", "published": "2", "output": {"file": "fit.json", "pointer": "/coef/0"}},
    )
    assert expected.output_files("result.json") == ("fit.json", "out/t.csv")
    outputs = {"out/t.csv": b"est/se\n5\n1.25\n", "fit.json": b'{"coef": [2.5]}'}
    found = reader(expected).read(outputs, nonce=NONCE)
    assert found == {"a": Decimal("1.25"), "b": Decimal("2.5")}
    lost = reader(expected).read({**outputs, "fit.json": b'{"coef": []}'}, nonce=NONCE)
    assert isinstance(lost, Refusal)
    assert lost.code == "missing-key"
