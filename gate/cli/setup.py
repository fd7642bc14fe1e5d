"""``gate init``: make the store and its signing key."""

from __future__ import annotations

from typing import Annotated

import typer

from gate.cli.options import HomeOption, JsonOption
from gate.cli.ui import emit, emit_document


def init(
    home: HomeOption = None,
    origin: Annotated[
        str | None,
        typer.Option(
            help="The log's name in checkpoints, a schema-less URL such as example.org/gate, for ever.",
            show_default="this machine's name and a random number",
        ),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Make the store: ledger, blobs, policy and signing key."""
    from gate import Gate

    with Gate.init(home, origin=origin) as gate:
        report = gate.store()
    if as_json:
        emit_document(report)
        return
    emit(f"Initialised {report.home}\n  log:        {report.origin}\n  public key: {report.public_key}")
    emit("Next: gate doctor")
