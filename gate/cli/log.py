"""``gate log``: verify, prove, export, tail, search, anchor, rotate."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.commands import group
from gate.cli.options import HomeOption, open_workspace, read_bytes
from gate.cli.ui import JsonFlag, emit, emit_json
from gate.model.errors import IntegrityError, UsageError

if TYPE_CHECKING:
    from gate.documents.log import AuditReport
    from gate.log.entry import Entry
    from gate.log.kinds import Body

app = group("Verify, prove, export, search and anchor the audit log.")


@app.command("verify")
def verify(
    source: Annotated[
        Path | None, typer.Option("--from", help="Verify this export (tiles folder or .jsonl) instead of the store.")
    ] = None,
    key: Annotated[str | None, typer.Option(help="The log's public key, for --from without the store.")] = None,
    checkpoint: Annotated[
        list[Path] | None, typer.Option(help="A checkpoint seen earlier; it must be a head of this log.")
    ] = None,
    record: Annotated[
        list[Path] | None, typer.Option(help="A record file whose stated verdict must agree with the log.")
    ] = None,
    home: HomeOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Verify the log and everything that follows from it. Exit status 5 on any difference."""
    from gate.engine.history.audit import audit_export, audit_store, trust_of
    from gate.log.checkpoint import Trust
    from gate.log.keys import VerifierKey

    known = [read_bytes(path) for path in checkpoint or ()]
    if source is None:
        audit = audit_store(open_workspace(home), known=known, records=record or ())
    else:
        trust = Trust.of(VerifierKey.parse(key)) if key else trust_of(open_workspace(home))
        audit = audit_export(source, trust, known=known)[0]
    if as_json:
        body = {
            **audit.log.to_json(),
            "attempts": audit.attempts,
            "statuses": audit.statuses,
            "evidence": audit.evidence,
            "records": audit.records,
            "problem": audit.problem.to_json() if audit.problem else None,
        }
        emit_json("gate-log-report-v1", body)
    elif audit.problem is None:
        emit(report_text(audit.report()))
    if audit.problem is not None:
        if not as_json:
            raise audit.problem
        raise typer.Exit(IntegrityError.exit_code)


def report_text(audit: AuditReport) -> str:
    """What was verified, in words."""
    return (
        f"The log is intact: {audit.entries} entries, {audit.checkpoints} checkpoints, root {audit.root or 'none'}\n"
        f"Signed by {', '.join(audit.keys)}\n"
        f"{audit.attempts} attempts, {audit.statuses} statuses and {audit.evidence} pieces of evidence agree with it"
    )


@app.command("prove")
def prove(
    index: Annotated[int, typer.Argument(help="The entry's index.")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Write the .tlog-proof here.")] = None,
    home: HomeOption = None,
) -> None:
    """Write the offline proof (C2SP tlog-proof) that one entry is in the log."""
    from gate.engine.publish.export import log_proof

    text = log_proof(open_workspace(home), index).to_bytes().decode("utf-8")
    if out is None:
        emit(text)
    else:
        out.write_text(text, encoding="utf-8")
        emit(f"wrote {out}")


@app.command("export")
def export(
    out: Annotated[Path, typer.Argument(help="A new .jsonl file, or a folder for tlog-tiles.")],
    home: HomeOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Export the whole log; the export is itself logged first."""
    from gate.engine.publish.export import export_log

    size, root = export_log(open_workspace(home), out)
    if as_json:
        emit_json("gate-log-export-report-v1", {"path": str(out), "size": size, "root": root.hex()})
        return
    emit(f"Exported {size} entries to {out}\nRoot {root.hex()}\nNext: gate log verify --from {out}")


@app.command("tail")
def tail(
    count: Annotated[int, typer.Option("--count", "-n", min=1, help="How many entries.")] = 20,
    home: HomeOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Show the newest entries."""
    ledger = open_workspace(home).ledger
    _list(ledger.entries(max(0, ledger.size() - count)), as_json)


@app.command("search")
def search(
    kind: Annotated[str | None, typer.Option(help="Entries of this kind.")] = None,
    record: Annotated[str | None, typer.Option(help="Entries that name this record.")] = None,
    claim: Annotated[str | None, typer.Option(help="Entries that name this claim.")] = None,
    attempt: Annotated[str | None, typer.Option(help="Entries of this attempt.")] = None,
    text: Annotated[str | None, typer.Option(help="Entries whose canonical JSON contains this.")] = None,
    home: HomeOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Find entries."""
    from gate.log.kinds import KINDS

    if kind is not None and kind not in KINDS:
        raise UsageError("log.unknown-kind", f"no entry is of the kind {kind!r}", hint=f"one of {', '.join(KINDS)}")
    body = KINDS[kind].body if kind else None
    found = open_workspace(home).ledger.entries(kind=body, record=record, claim=claim, attempt=attempt)
    _list(((index, entry) for index, entry in found if text is None or text.encode() in entry.to_bytes()), as_json)


@app.command("rotate")
def rotate(
    name: Annotated[str, typer.Argument(help="The name of the new key's files.")],
    home: HomeOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Sign with a new key from here on; the entry that says so is signed by the old one."""
    vkey = str(open_workspace(home).ledger.rotate_key(name).verifier)
    if as_json:
        emit_json("gate-key-v1", {"public_key": vkey})
        return
    emit(f"The log is now signed by {vkey}")


@app.command("checkpoint")
def checkpoint(home: HomeOption = None) -> None:
    """Print the newest signed checkpoint."""
    emit(open_workspace(home).ledger.checkpoint())


@app.command("anchor")
def anchor(
    repository: Annotated[Path, typer.Argument(help="A git repository in which the checkpoint is committed.")],
    timestamp: Annotated[
        str | None, typer.Option(help="Also get an RFC 3161 token from this authority's URL (extra: timestamp).")
    ] = None,
    home: HomeOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Commit the newest checkpoint to a git repository, where others can see it."""
    from gate.engine.publish.anchor import anchor as write_anchor

    done = write_anchor(open_workspace(home), repository, timestamp)
    if as_json:
        emit_json("gate-anchor-v1", {"commit": done.commit, "path": done.path, "token": done.token})
        return
    emit(f"Anchored in {repository}: {done.path}, commit {done.commit}")


def _list(rows: Iterable[tuple[int, Entry[Body]]], as_json: bool) -> None:
    if as_json:
        entries = [{"index": index, "entry": json.loads(entry.to_bytes())} for index, entry in rows]
        emit_json("gate-log-entries-v1", {"entries": entries})
        return
    for index, entry in rows:
        place = " ".join(word for word in (entry.record, entry.claim, entry.attempt) if word)
        body = " ".join(f"{name}={value}" for name, value in entry.body.to_json().items())
        emit(f"{index:>7}  {entry.time}  {entry.kind:<10} {place}  {body}")
