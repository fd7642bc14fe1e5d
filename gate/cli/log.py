"""``gate log``: verify, prove, export, tail, search, anchor, monitor, rotate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.commands import group
from gate.cli.completion import entry_kinds
from gate.cli.options import HomeOption, JsonOption, PassphraseOption
from gate.cli.ui import emit, emit_document, note
from gate.model.errors import IntegrityError
from gate.model.text import counted

if TYPE_CHECKING:
    from gate import LogEntries

app = group("Verify, prove, export, search and anchor the audit log.")


@app.command("verify")
def verify(
    source: Annotated[
        Path | None, typer.Option("--from", help="Verify this export (tiles folder or .jsonl) instead of the store.")
    ] = None,
    key: Annotated[
        str | None,
        typer.Option(help="The log's public key, or a file with it; by default that of the last head that was seen."),
    ] = None,
    checkpoint: Annotated[
        list[Path] | None,
        typer.Option(metavar="<path>", help="A checkpoint seen earlier; it must be a head of this log."),
    ] = None,
    record: Annotated[
        list[Path] | None,
        typer.Option(metavar="<path>", help="A record file whose stated verdict must agree with the log."),
    ] = None,
    quick: Annotated[
        bool, typer.Option("--quick", help="Do not look whether the evidence is there and unchanged, and say so.")
    ] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Verify the log and everything that follows from it. Exit status 5 on any difference."""
    from gate import Gate, verify_export

    if source is not None and key is not None and not record and not quick:
        report = verify_export(source, key, checkpoints=checkpoint or ())
    else:
        with Gate.open(home, read_only=True) as gate:
            report = gate.audit(key=key, export=source, checkpoints=checkpoint or (), records=record or (), quick=quick)
    if as_json:
        emit_document(report)
        raise typer.Exit(IntegrityError.exit_code if report.problem else 0)
    for line in report.require().lines():
        emit(line)


@app.command("prove")
def prove(
    index: Annotated[int, typer.Argument(help="The entry's index.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write the .tlog-proof here.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over a file that is there.")] = False,
    home: HomeOption = None,
) -> None:
    """Write the offline proof (C2SP tlog-proof) that one entry is in the log."""
    from gate import Gate

    with Gate.open(home, read_only=True) as gate:
        if out is None:
            emit(gate.prove(index))
        else:
            gate.write_proof(index, out, force=force)
            emit(f"Wrote {out}")


@app.command("export")
def export(
    out: Annotated[Path, typer.Argument(help="A new .jsonl file, or a folder for tlog-tiles.")],
    logged: Annotated[bool, typer.Option("--logged", help="Log the export first, as an entry of its own.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Export the whole log."""
    from gate import Gate

    with Gate.open(home, read_only=not logged) as gate:
        report = gate.export(out, logged=logged)
    if as_json:
        emit_document(report)
        return
    emit(
        f"Exported {counted(report.size, 'entry')} to {report.path}\nRoot {report.root}\n"
        f"Next: gate log verify --from {report.path}"
    )


@app.command("tail")
def tail(
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="How many entries.")] = 20,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the newest entries."""
    from gate import Gate

    with Gate.open(home, read_only=True) as gate:
        _list(gate.entries(last=count), as_json)


@app.command("search")
def search(
    kind: Annotated[str | None, typer.Option(help="Entries of this kind.", autocompletion=entry_kinds)] = None,
    record: Annotated[str | None, typer.Option(help="Entries that name this record.")] = None,
    claim: Annotated[str | None, typer.Option(help="Entries that name this claim.")] = None,
    attempt: Annotated[str | None, typer.Option(help="Entries of this attempt.")] = None,
    text: Annotated[str | None, typer.Option(help="Entries whose canonical JSON contains this.")] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find entries."""
    from gate import Gate

    with Gate.open(home, read_only=True) as gate:
        _list(gate.entries(kind=kind, record=record, claim=claim, attempt=attempt, text=text), as_json)


@app.command("rotate")
def rotate(
    name: Annotated[str, typer.Argument(help="The name of the new key's files.")],
    protect: Annotated[bool, typer.Option("--protect", help="Encrypt the new key with a passphrase.")] = False,
    passphrase_file: PassphraseOption = None,
    command: Annotated[
        str | None, typer.Option(help="The key stays elsewhere: this command signs what it gets on stdin.")
    ] = None,
    public_key: Annotated[
        Path | None, typer.Option(help="With --command: the public key, as PEM, OpenSSH or C2SP write it.")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Sign with a new key from here on; the entry that says so is signed by the old one."""
    from gate import Gate

    with Gate.open(home) as gate:
        report = gate.rotate_key(
            name, protect=protect, passphrase_file=passphrase_file, command=command, public_key=public_key
        )
    if as_json:
        emit_document(report)
        return
    emit(f"The log is now signed by {report.public_key}")


@app.command("checkpoint")
def checkpoint(
    since: Annotated[
        int | None, typer.Option(help="Print first the proof that the log only grew since it had this size.")
    ] = None,
    home: HomeOption = None,
) -> None:
    """Print the newest signed checkpoint."""
    from gate import Gate

    with Gate.open(home, read_only=True) as gate:
        emit(gate.checkpoint(since=since))


@app.command("anchor")
def anchor(
    repository: Annotated[Path, typer.Argument(help="A git repository in which the checkpoint is committed.")],
    timestamp: Annotated[
        str | None, typer.Option(help="Also get an RFC 3161 token from this authority's URL (extra: timestamp).")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Commit the newest checkpoint to a git repository, where others can see it."""
    from gate import Gate

    with Gate.open(home, read_only=True) as gate:
        report = gate.anchor(repository, timestamp=timestamp)
    if as_json:
        emit_document(report)
        return
    emit(f"Anchored in {repository}: {report.path}, commit {report.commit}")


@app.command("cosign")
def cosign(home: HomeOption = None, as_json: JsonOption = False) -> None:
    """Ask the policy's witnesses to cosign the newest checkpoint. Exit status 4 while too few have signed."""
    from gate import Gate

    with Gate.open(home) as gate:
        report = gate.cosign()
    if as_json:
        emit_document(report)
    for problem in report.problems:
        note(f"warning[{problem.error.code}]: {problem.error.message}\n  where: {problem.url}")
    report.require()
    if not as_json:
        emit(f"{counted(report.size, 'entry')}, cosigned by {', '.join(report.cosigners) or 'nobody'}")


@app.command("monitor")
def monitor(
    anchors: Annotated[list[Path] | None, typer.Option(help="A git repository with anchored checkpoints.")] = None,
    log: Annotated[
        list[str] | None, typer.Option(help="A published log: a folder of tiles, a checkpoint file, or a URL.")
    ] = None,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Compare the store with anchors and published logs. Exit status 5 on any difference."""
    from gate import Gate

    with Gate.open(home, read_only=True) as gate:
        report = gate.monitor(anchors=anchors or (), logs=log or ())
    if as_json:
        emit_document(report)
        raise typer.Exit(IntegrityError.exit_code if report.problem else 0)
    for head in report.require().heads:
        emit(f"agrees  {counted(head.size, 'entry')}  {head.source}")
    emit(f"The store has {counted(report.size, 'entry')}, root {report.root}")


def _list(found: LogEntries, as_json: bool) -> None:
    if as_json:
        emit_document(found)
        return
    for row in found.entries:
        emit(row.line())
