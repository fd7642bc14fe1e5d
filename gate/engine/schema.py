"""JSON Schemas by name: of the contracts that gate reads, and of the documents that it prints."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import JsonValue, TypeAdapter

from gate.documents.catalogue import DOCUMENTS
from gate.model.artifact import Artifact
from gate.model.claim import Claim
from gate.model.errors import UsageError
from gate.model.policy import Policy
from gate.model.record import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_CONTRACTS: Mapping[str, TypeAdapter[object]] = {
    "record": TypeAdapter(Record),
    "claim": TypeAdapter(Claim),
    "artifact": TypeAdapter(Artifact),
    "policy": TypeAdapter(Policy),
}


def schema_names() -> tuple[str, ...]:
    """Every name that `schema_of` knows, contracts first."""
    return (*_CONTRACTS, *DOCUMENTS)


def schema_of(name: str) -> dict[str, JsonValue]:
    """The JSON Schema (draft 2020-12) of a contract or printed document. Raises UsageError ``schema.unknown``."""
    if name in _CONTRACTS:
        return {"$schema": DIALECT, **_CONTRACTS[name].json_schema()}
    if name in DOCUMENTS:
        return {"$schema": DIALECT, **DOCUMENTS[name].model_json_schema(mode="serialization")}
    raise UsageError("schema.unknown", f"no schema is named {name!r}", hint=f"known: {', '.join(schema_names())}")
