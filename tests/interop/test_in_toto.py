"""in-toto statements against in-toto-attestation, that project's own definitions: each side reads the other's."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pytest
from google.protobuf import json_format
from google.protobuf.message import Message
from in_toto_attestation.predicates.test_result.v0 import test_result_pb2
from in_toto_attestation.predicates.vsa.v1 import vsa_pb2
from in_toto_attestation.v1.resource_descriptor import ResourceDescriptor
from in_toto_attestation.v1.statement import Statement
from in_toto_attestation.v1.statement_pb2 import Statement as StatementMessage

from gate.attest.statement import STATEMENT, SUMMARY, TEST_RESULT, read_statement, statements
from gate.model.errors import IntegrityError
from gate.model.verdict import Verdict
from tests.attest.test_statement import logged

PREDICATES: dict[str, type[Message]] = {TEST_RESULT: test_result_pb2.TestResult, SUMMARY: vsa_pb2.VerificationSummary}


def read_by_them(value: dict[str, Any]) -> Statement:
    """A statement as their library reads it; raises what it raises on one that is malformed."""
    statement = Statement.copy_from_pb(json_format.ParseDict(value, StatementMessage()))
    statement.validate()
    return statement


@pytest.mark.parametrize("verdict", Verdict)
def test_they_read_our_statements(verdict: Verdict) -> None:
    for data in statements(logged(verdict)):
        value = json.loads(data)
        assert json_format.MessageToDict(read_by_them(value).pb) == value


UNKNOWN_TO_THEM = {TEST_RESULT: set(), SUMMARY: {"verifier.version", "verifiedLevels"}}
"""Their definitions (0.9) are behind the text of SLSA 1.2, which we follow: a verifier has versions, and levels are a
list, not one text."""


def members(value: Any, path: str = "") -> set[str]:
    """The paths of a document's members; a member of our own is named by a URI and left out."""
    if isinstance(value, list):
        return set().union(*(members(item, path) for item in value))
    if not isinstance(value, dict) or path.endswith(("digest", "version")):
        return {path} if value else set()
    names = [name for name in value if not name.startswith("https:")]
    return set().union(*(members(value[name], f"{path}.{name}".lstrip(".")) for name in names))


@pytest.mark.parametrize("verdict", Verdict)
def test_our_predicates_fit_their_definitions(verdict: Verdict) -> None:
    for data in statements(logged(verdict)):
        value = json.loads(data)
        predicate, kind = value["predicate"], value["predicateType"]
        read = json_format.ParseDict(
            {name: item for name, item in predicate.items() if name != "verifiedLevels"},
            PREDICATES[kind](),
            ignore_unknown_fields=True,
        )
        known = json_format.MessageToDict(read)
        unknown = members(predicate) - members(known)
        assert unknown <= UNKNOWN_TO_THEM[kind]
        assert members(known) <= members(predicate)
        if "timeVerified" in known:
            assert datetime.fromisoformat(known["timeVerified"]) == datetime.fromisoformat(predicate["timeVerified"])
        assert all(known[name] == predicate[name] for name in known.keys() - {"verifier", "timeVerified"})


def made_by_them(**changes: Any) -> dict[str, Any]:
    """A statement that their library wrote."""
    subject = ResourceDescriptor(name="artifact", digest={"sha256": "ab" * 32})
    statement = Statement([subject.pb], TEST_RESULT, {"result": "PASSED", "configuration": [], "passedTests": ["a"]})
    statement.validate()
    written: dict[str, Any] = json_format.MessageToDict(statement.pb)
    return written | changes


def test_we_read_their_statements() -> None:
    written = made_by_them()
    assert written["_type"] == STATEMENT
    assert read_statement(json.dumps(written).encode()) == written


@pytest.mark.parametrize(
    "change",
    [
        {"_type": "https://in-toto.io/Statement/v0.1"},
        {"subject": []},
        {"subject": [{"name": "artifact"}]},
        {"subject": [{"name": "artifact", "digest": {}}]},
        {"predicateType": ""},
    ],
)
def test_both_refuse_what_is_no_statement(change: dict[str, Any]) -> None:
    value = made_by_them(**change)
    with pytest.raises(ValueError, match=r"required|Wrong"):
        read_by_them(value)
    with pytest.raises(IntegrityError, match=r"statement\.malformed"):
        read_statement(json.dumps(value).encode())
