"""What in a claim's methods a second person must have looked at."""

import json

import pytest

from gate.model.digest import Json
from gate.model.expected import Expected
from gate.repro.claim.doubts import doubts
from gate.repro.data.tables import Table
from tests.repro.bench import DATA, data_file
from tests.repro.methods.reference.cases import c, r

COLUMNS = [
    {"name": "id", "role": "other"},
    {"name": "g", "role": "group"},
    {"name": "y", "role": "outcome"},
    {"name": "year", "role": "time"},
    {"name": "code", "role": "id"},
]
ROWS = (
    ("p1", "a", "1.5", "1871", "7"),
    ("p2", "b", "2.5", "1872", "7"),
    ("p3", "a", "4.0", "1873", "8"),
    ("p4", "b", "4.5", "1874", "9"),
    ("p5", "a", "1.0", "1875", "9"),
    ("p6", "b", "2.0", "1876", "9"),
    ("p7", "a", "3.5", "1877", "9"),
    ("p8", "b", "5.5", "1878", "9"),
)
TABLE = Table(("id", "g", "y", "year", "code"), ROWS)
BYTES = ("id,g,y,year,code\n" + "".join(",".join(row) + "\n" for row in ROWS)).encode()
MEAN = r("mean", "y")
SINGLED_OUT = "m: rows are chosen by ‹id›, which names single rows"


def op(name: str, *of: Json) -> Json:
    return {"op": name, "of": list(of)}


def n(text: str) -> Json:
    return {"number": text}


def t(text: str) -> Json:
    return {"text": text}


def found(value: Json, **source: Json) -> list[str]:
    method = {"value": value, **({"from": source} if source else {})}
    document = {
        "quantities": [{"name": "m", "published": "1", "method": method}],
        "data": [data_file(BYTES, columns=COLUMNS)],
    }
    return list(doubts(Expected.model_validate_json(json.dumps(document)), {DATA: TABLE}))


@pytest.mark.parametrize(
    "value",
    [
        MEAN,
        op("*", n("100"), MEAN),
        op("/", op("*", r("sum", "y"), n("10000")), {"recipe": "rows"}),
        op("-", n("1"), MEAN),
        op("/", op("-", MEAN, r("mean", "year")), MEAN),
        op("power", MEAN, n("2")),
        op("sqrt", MEAN),
        {**MEAN, "where": op("=", c("g"), t("a"))},
        {**MEAN, "where": op(">", c("y"), n("0"))},
        r("share", op("<", c("y"), n("0.05"))),
        r("mean", {"if": op("=", c("g"), t("a")), "then": n("1"), "else": n("0")}),
        r("quantile", "y", p="0.9"),
        r("quantile", "y", p="0.975"),
    ],
    ids=lambda value: json.dumps(value)[:60],
)
def test_what_conventions_explain_needs_nobody(value: Json) -> None:
    assert found(value) == []


@pytest.mark.parametrize(
    ("value", "doubt"),
    [
        (op("*", MEAN, n("1.1329")), "m: no convention explains the number 1.1329"),
        (op("*", MEAN, n("2")), "m: no convention explains the number 2"),
        (op("+", MEAN, n("1")), "m: no convention explains the number 1"),
        (op("+", MEAN, op("/", MEAN, n("10"))), "m: two terms of a sum hold the same value"),
        (op("*", MEAN, op("+", n("1"), n("1"))), "m: a number is put together from constants"),
        (op("power", n("2"), MEAN), "m: no convention explains the number 2"),
        (n("3"), "m: no convention explains the number 3"),
        ({**MEAN, "where": op("!=", c("id"), t("p3"))}, SINGLED_OUT),
        (
            {**MEAN, "where": op("not", op("in", c("id"), t("p3")))},
            SINGLED_OUT,
        ),
        ({**MEAN, "where": op("=", c("code"), c("year"))}, "m: rows are chosen by ‹code›, which names single rows"),
        ({**MEAN, "where": op("<", c("year"), n("1873"))}, "m: no convention explains the number 1873"),
        (
            r("mean", {"if": op("=", c("id"), t("p3")), "then": n("0"), "else": c("y")}),
            SINGLED_OUT,
        ),
        (r("quantile", "y", p="0.5173"), "m: no convention explains that p of quantile is 0.5173"),
    ],
    ids=lambda value: json.dumps(value)[:60],
)
def test_what_could_carry_a_lie_is_named(value: Json, doubt: str) -> None:
    assert doubt in found(value)


@pytest.mark.parametrize(
    ("source", "doubt"),
    [
        ({"where": op("!=", c("id"), t("p3"))}, SINGLED_OUT),
        ({"missing": ["4.0"]}, "m: '4.0' counts as a missing value"),
        ({"missing": ["p3"]}, "m: 'p3' counts as a missing value"),
        ({"derive": {"z": op("*", c("y"), n("1.13"))}}, "m: no convention explains the number 1.13"),
        (
            {"derive": {"who": op("lower", c("id"))}, "where": op("!=", c("who"), t("p3"))},
            "m: rows are chosen by ‹who›, which names single rows",
        ),
    ],
    ids=lambda value: json.dumps(value)[:60],
)
def test_so_is_what_lies_in_how_the_table_is_read(source: dict[str, Json], doubt: str) -> None:
    assert doubt in found(MEAN, **source)


@pytest.mark.parametrize("source", [{"missing": ["-99", "NA", ""]}, {"where": op("=", c("g"), t("a"))}])
def test_usual_ways_of_reading_need_nobody(source: dict[str, Json]) -> None:
    assert found(MEAN, **source) == []


def test_in_a_short_table_of_texts_each_row_is_a_group() -> None:
    method = {"value": {**MEAN, "where": op("=", c("id"), t("p3"))}}
    document = {
        "quantities": [{"name": "m", "published": "1", "method": method}],
        "data": [data_file(BYTES, columns=COLUMNS)],
    }
    expected = Expected.model_validate_json(json.dumps(document))
    assert doubts(expected, {DATA: Table(TABLE.columns, ROWS[:7])}) == ()
    assert doubts(expected, {DATA: TABLE}) == (SINGLED_OUT,)


def test_a_claim_without_methods_has_no_doubts() -> None:
    document = {"quantities": [{"name": "m", "published": "1"}], "data": [data_file(BYTES, columns=COLUMNS)]}
    assert doubts(Expected.model_validate_json(json.dumps(document)), {DATA: TABLE}) == ()
