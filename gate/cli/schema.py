"""``gate schema NAME``: the JSON Schema of a contract."""

from __future__ import annotations

import json
import sys
from typing import Annotated

import typer

from gate.cli.ui import emit
from gate.model.errors import UsageError


def register(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("schema")(schema)


def schema(
    name: Annotated[str | None, typer.Argument(help="record, artifact or policy; none lists them.")] = None,
) -> None:
    """Print the JSON Schema (draft 2020-12) of a contract."""
    from pydantic import BaseModel

    from gate.model.artifact import Artifact
    from gate.model.check import CheckDocument
    from gate.model.policy import Policy
    from gate.model.record import Record

    models: dict[str, type[BaseModel]] = {
        "record": Record,
        "artifact": Artifact,
        "policy": Policy,
        "check": CheckDocument,
    }
    if name is None:
        emit("\n".join(models))
        return
    if name not in models:
        raise UsageError("schema.unknown", f"no schema is named {name!r}", hint=f"known: {', '.join(models)}")
    document = {"$schema": "https://json-schema.org/draft/2020-12/schema", **models[name].model_json_schema()}
    json.dump(document, sys.stdout, indent=2)
    sys.stdout.write("\n")
