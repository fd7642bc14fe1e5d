"""What Gate 2 refuses to read is an error here: the check knows no other contract than the judge."""

from __future__ import annotations

import copy
import json

from hypothesis import given
from hypothesis import strategies as st

from gate.checks.contract import CONTRACTS
from gate.checks.file import Input, Judging, check_file
from gate.checks.finding import Severity
from gate.model.errors import InputError
from gate.model.record import READERS, parse_record
from tests.checks.reading.test_places import paths
from tests.checks.repository import base

SAMPLES = (base(), base("empirical"))
VALUES = st.sampled_from(
    [None, True, 0, -1, 1.5, "", "x", "..", "2026-13-01", [], {}, {"path": "x"}, "sha256:0", [1]]
).map(copy.deepcopy)


@st.composite
def mutants(draw) -> object:
    document = copy.deepcopy(draw(st.sampled_from(SAMPLES)))
    for _ in range(draw(st.integers(1, 2))):
        path = draw(st.sampled_from([path for path, _ in paths(document) if path]))
        inner = document
        for part in path[:-1]:
            inner = inner[part]
        match draw(st.sampled_from(["set", "remove", "add"])):
            case "set":
                inner[path[-1]] = draw(VALUES)
            case "remove":
                del inner[path[-1]]
            case "add" if isinstance(inner, dict):
                inner["surplus"] = draw(VALUES)
            case "add":
                inner.append(copy.deepcopy(draw(st.sampled_from(inner))))
    return document


@given(mutants())
def test_what_the_judge_refuses_is_an_error_here(document):
    text = json.dumps(document).encode()
    report = check_file(Input("r.json", "json", text, "/nonexistent"), Judging.now())
    errors = {one.rule for one in report.findings if one.severity is Severity.ERROR} - {"ART001", "CLM010"}
    try:
        parse_record(text, where="r.json")
    except InputError:
        assert errors
    else:
        assert not errors & {f"REC{number:03}" for number in range(1, 12)}


def test_every_contract_that_is_read_is_checked():
    assert set(READERS) <= set(CONTRACTS)
