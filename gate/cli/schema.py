"""``gate schema NAME``: the JSON Schema of a contract."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from gate.cli.completion import schemas
from gate.cli.ui import emit, filled

_NAME_WIDTH = 16


def schema(
    name: Annotated[
        str | None,
        typer.Argument(
            help="A contract (record, policy …) or a printed document (status, verdict …).", autocompletion=schemas
        ),
    ] = None,
) -> None:
    """Print the JSON Schema (draft 2020-12) of a contract; without a name, list them."""
    from gate.engine.schema import schema_groups, schema_of

    if name is None:
        for subject, names in schema_groups():
            emit(subject)
            for known, meaning in names.items():
                emit(filled(f"  {known:<{_NAME_WIDTH}}", meaning))
        return
    emit(json.dumps(schema_of(name), indent=2))
