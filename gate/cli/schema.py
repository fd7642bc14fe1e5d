"""``gate schema NAME``: the JSON Schema of a contract."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from gate.cli.ui import emit
from gate.model.errors import UsageError


def schema(
    name: Annotated[str | None, typer.Argument(help="record, claim, artifact, policy, check or verdict.")] = None,
) -> None:
    """Print the JSON Schema (draft 2020-12) of a contract; without a name, list them."""
    from pydantic import TypeAdapter

    from gate.model.artifact import Artifact
    from gate.model.claim import Claim
    from gate.model.policy import Policy
    from gate.model.record import Record
    from gate.model.report import AttemptReport, CheckReport

    contracts: dict[str, TypeAdapter[object]] = {
        "record": TypeAdapter(Record),
        "claim": TypeAdapter(Claim),
        "artifact": TypeAdapter(Artifact),
        "policy": TypeAdapter(Policy),
        "check": TypeAdapter(CheckReport),
        "verdict": TypeAdapter(AttemptReport),
    }
    if name is None:
        emit("\n".join(contracts))
        return
    if name not in contracts:
        raise UsageError("schema.unknown", f"no schema is named {name!r}", hint=f"known: {', '.join(contracts)}")
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **contracts[name].json_schema()}
    json.dump(document, sys.stdout, indent=2)
    sys.stdout.write("\n")
