"""Whether a document keeps to the contract that it names: the same models by which Gate 2 reads it.

One reader a version, chosen by the name in the file.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from gate.checks.finding import Hit, Path
from gate.checks.reading.document import Document
from gate.model.artifact import ARTIFACT_CONTRACT, MANIFEST, Artifact
from gate.model.digest import Json
from gate.model.record import RECORD_CONTRACT, Record

Kind = Literal["record", "artifact"]

CONTRACTS: dict[str, type[Record] | type[Artifact]] = {RECORD_CONTRACT: Record, ARTIFACT_CONTRACT: Artifact}

MAX_PROBLEMS = 20
"""Places of one document that do not keep to its contract; there is no use in more."""

_RULES = {"missing": "REC008", "extra_forbidden": "REC009"}


@dataclass(frozen=True, slots=True)
class ContractError(Exception):
    """A document does not keep to its contract: each problem with the rule that says so."""

    problems: tuple[tuple[str, Hit], ...]


def contract_of(value: Json, file: str) -> str | None:
    """The contract that a document names; that of ``artifact.toml`` goes without saying."""
    named = value.get("contract") if isinstance(value, dict) else None
    if isinstance(named, str):
        return named
    return ARTIFACT_CONTRACT if file.rpartition("/")[2] == MANIFEST else None


def validated(document: Document, file: str) -> Record | Artifact:
    """The record or artifact that a document is. Raises ContractError (REC006 to REC010)."""
    named = contract_of(document.value, file)
    if named is None:
        message = "the document names no contract, so nobody can tell what it is"
        raise ContractError((("REC006", Hit((), message, f"known: {', '.join(CONTRACTS)}")),))
    if named not in CONTRACTS:
        message = f"the contract {named[:80]!r} is not known"
        raise ContractError((("REC007", Hit(("contract",), message, f"known: {', '.join(CONTRACTS)}")),))
    return _validated(CONTRACTS[named], document)


def _validated(model: type[Record] | type[Artifact], document: Document) -> Record | Artifact:
    text = document.text if document.format == "json" else json.dumps(document.value)
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        problems = tuple(_problems(error, document.value, model))
        raise ContractError(problems) from None


def _problems(error: ValidationError, value: Json, model: type[BaseModel]) -> Iterator[tuple[str, Hit]]:
    details = error.errors(include_url=False, include_context=False, include_input=False)
    for detail in details[:MAX_PROBLEMS]:
        yield _problem(detail, value)
    if len(details) > MAX_PROBLEMS:
        yield "REC010", Hit((), f"{len(details) - MAX_PROBLEMS} more places do not keep to the contract")


def _problem(detail: ErrorDetails, value: Json) -> tuple[str, Hit]:
    path = _path(detail["loc"], value)
    rule = _RULES.get(detail["type"], "REC010")
    name = str(detail["loc"][-1]) if detail["loc"] else ""
    match rule:
        case "REC008":
            return rule, Hit(path, f"the field {name!r} is missing")
        case "REC009":
            return rule, Hit(path, f"the field {name!r} is not part of the contract")
    what = detail["msg"].removeprefix("Value error, ")
    return rule, Hit(path, f"{name}: {what}" if name else what)


def _path(location: tuple[int | str, ...], value: Json) -> Path:
    """The place of an error in the document: what pydantic names besides fields and indices is left out."""
    path: list[int | str] = []
    for part in location:
        match value:
            case dict() if part in value:
                value = value[str(part)]
            case list() if isinstance(part, int) and part < len(value):
                value = value[part]
            case _:
                continue
        path.append(part)
    return tuple(path)
