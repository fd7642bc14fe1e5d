"""JSON Schemas by name: of the contracts that gate reads, and of the documents that it prints."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pydantic import JsonValue, TypeAdapter

from gate.documents.catalogue import DOCUMENTS, GROUPS
from gate.engine.arguments import checked
from gate.engine.judges import JUDGES
from gate.model.errors import UsageError
from gate.model.policy import Policy

DIALECT = "https://json-schema.org/draft/2020-12/schema"

_CONTRACTS: Mapping[str, str] = {
    "record": "A record (paper-manifest-v1.1).",
    "claim": "One claim of a record.",
    "artifact": "An artifact's manifest, artifact.toml.",
    "policy": "What is judged under: limits, permitted axioms, required checks.",
}


def schema_names() -> tuple[str, ...]:
    """Every name that `schema_of` knows, contracts first."""
    return (*_CONTRACTS, *DOCUMENTS)


def schema_groups() -> Iterator[tuple[str, Mapping[str, str]]]:
    """The same names by subject, each with what it is the schema of, in a sentence."""
    yield "What gate reads", _CONTRACTS
    for subject, documents in GROUPS.items():
        yield subject, {name: _first_sentence(str(made.__doc__)) for name, made in documents.items()}


@checked
def schema_of(name: str) -> dict[str, JsonValue]:
    """The JSON Schema (draft 2020-12) of a contract or printed document. Raises UsageError ``schema.unknown``."""
    if name in _CONTRACTS:
        return {"$schema": DIALECT, **_contract(name).json_schema()}
    if name in DOCUMENTS:
        return {"$schema": DIALECT, **DOCUMENTS[name].model_json_schema(mode="serialization")}
    raise UsageError("schema.unknown", f"no schema is named {name!r}", hint=f"known: {', '.join(schema_names())}")


@cache
def _contract(name: str) -> TypeAdapter[object]:
    """As the judges that gate has read it: a further judge's claims and artifacts are in the schema, too."""
    known: Mapping[str, TypeAdapter[object]] = {
        "record": TypeAdapter(JUDGES.record),
        "claim": TypeAdapter(JUDGES.any_claim),
        "artifact": TypeAdapter(JUDGES.artifact),
        "policy": TypeAdapter(Policy),
    }
    return known[name]


def _first_sentence(text: str) -> str:
    sentence = text.partition("\n")[0].partition(". ")[0].partition("; ")[0]
    return sentence.rstrip(".").replace("``", "`") + "."
