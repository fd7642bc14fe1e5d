"""``gate init``: make the store and its signing key."""

from __future__ import annotations

from typing import Annotated

import typer

from gate.cli.options import HomeOption
from gate.cli.ui import JsonFlag, emit, emit_json


def init(
    home: HomeOption = None,
    origin: Annotated[
        str, typer.Option(help="The log's name in checkpoints, a schema-less URL such as example.org/gate.")
    ] = "gate.local/log",
    as_json: JsonFlag = False,
) -> None:
    """Make the store: ledger, blobs, policy and signing key."""
    from gate.engine.workspace import Workspace, default_home

    workspace = Workspace.create(home or default_home(), origin=origin)
    vkey = workspace.ledger.vkey
    if as_json:
        emit_json("gate-store-v1", {"home": str(workspace.home), "origin": origin, "public_key": vkey})
        return
    emit(f"Initialised {workspace.home}\n  public key: {vkey}\nNext: gate doctor")
