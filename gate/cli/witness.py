"""``gate witness``: a witness for tests and for teams (C2SP tlog-witness)."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gate.cli.commands import group
from gate.cli.options import JsonOption
from gate.cli.ui import emit, emit_document, note
from gate.model.errors import InfrastructureError

app = group("Be a witness: cosign logs that have only grown.")

FolderArgument = Annotated[Path, typer.Argument(help="The witness's folder: its key, and what it cosigned last.")]


@app.command("init")
def init(
    folder: FolderArgument,
    name: Annotated[str, typer.Argument(help="The witness's name, a schema-less URL such as example.org/witness.")],
    as_json: JsonOption = False,
) -> None:
    """Make the witness's key; it prints the public key that goes into policies."""
    from gate import init_witness

    report = init_witness(folder, name)
    if as_json:
        emit_document(report)
        return
    emit(f"{report.public_key}\nNext: gate witness serve {folder} --log KEY")


@app.command("serve")
def serve(
    folder: FolderArgument,
    log: Annotated[list[str], typer.Option(help="The public key of a log to witness, or a file with it.")],
    host: Annotated[str, typer.Option(help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="The port; 0 takes a free one.")] = 8321,
) -> None:
    """Serve add-checkpoint until it is stopped. TLS is the business of a reverse proxy."""
    from gate import open_witness
    from gate.log.witness.server import WitnessServer

    witness = open_witness(folder, log)
    try:
        server = WitnessServer((host, port), witness)
    except OSError as problem:
        raise InfrastructureError(
            "witness.address", f"cannot listen: {problem.strerror}", where=f"{host}:{port}", hint="choose another port"
        ) from None
    with server:
        emit(server.url)
        note(f"witness {witness.cosigner.verifier.id} for {', '.join(sorted({key.name for key in witness.logs}))}")
        server.serve_forever()
