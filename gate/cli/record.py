"""``gate record``: record files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from gate.cli.commands import group
from gate.cli.options import HomeOption, JsonOption, RecordArgument
from gate.cli.ui import emit, emit_document, note
from gate.model.errors import InfrastructureError, IntegrityError, UsageError
from gate.model.text import counted

if TYPE_CHECKING:
    from gate import Gate
    from gate.documents.imported import ImportReport

app = group("Work on record files.")


@app.callback()
def _record() -> None:
    """Work on record files."""


@app.command("pin")
def pin(
    record: Annotated[Path, typer.Argument(help="The record file; the files that it names lie beside it.")],
    check: Annotated[bool, typer.Option("--check", help="Only look; write nothing.")] = False,
    replace: Annotated[bool, typer.Option("--replace", help="Also replace pins that differ from their files.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Write the digests of the files that the claims name into the record.

    With --check the exit status is 1 when a file is not pinned, and 5 when one is missing or differs from its pin.
    """
    from gate import pin_record

    report = pin_record(record, check=check, replace=replace)
    if as_json:
        emit_document(report)
    else:
        for file in report.files:
            emit(f"{file.found:<9} claim {file.claim}  {file.path}  {file.contents or ''}".rstrip())
        emit(f"{'Wrote' if report.written else 'Looked at'} {report.path}: {counted(len(report.files), 'file')}")
    found = {file.found for file in report.files} if check else set()
    if found & {"missing", "differs"}:
        raise typer.Exit(IntegrityError.exit_code)
    raise typer.Exit(1 if "unpinned" in found else 0)


@app.command("import")
def import_pages(
    sources: Annotated[list[Path], typer.Argument(metavar="FILE|FOLDER…", help="Saved pages (text, HTML), drafts.")],
    to: Annotated[Path, typer.Option(help="The folder of the record files, <id>.json each.")] = Path("records"),
    record_id: Annotated[
        str | None, typer.Option("--id", help="The id of one file's record, not the derived one.")
    ] = None,
    published_before: Annotated[
        str | None, typer.Option(metavar="DATE", help="The pages were published before; logged with your name.")
    ] = None,
    operator: Annotated[str | None, typer.Option(help="Who says so; by default the system user.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report; write nothing.")] = False,
    home: HomeOption = None,
    as_json: JsonOption = False,
) -> None:
    """Read saved public pages and drafts into record files, and log how each record stands.

    No character of a source is lost or made up: each is in a field, or under "unmapped" with its line. A verdict that a
    page states is kept as stated. Importing again changes nothing. The exit status is 1 when a file was refused.
    """
    from gate.records.importer.files import import_files

    with _store_if_any(home, dry_run) as store:
        report = import_files(
            sources,
            to=to,
            store=store,
            record_id=record_id,
            published_before=published_before,
            operator=operator,
            dry_run=dry_run,
        )
    if as_json:
        emit_document(report)
    else:
        _emit_import(report)
    raise typer.Exit(1 if report.counts()["refused"] else 0)


@contextmanager
def _store_if_any(home: Path | None, dry_run: bool) -> Iterator[Gate | None]:
    """The store, open for writing; None with a note where there is none, or where nothing is to be written."""
    from gate import Gate

    if dry_run:
        yield None
        return
    try:
        opened = Gate.open(home)
    except UsageError as problem:
        if problem.code != "store.not-initialised":
            raise
        note("no store here, so nothing is logged: `gate init`, then `gate assess` or the same import")
        yield None
        return
    with opened:
        yield opened


def _emit_import(report: ImportReport) -> None:
    for file in report.files:
        emit(f"{file.state:<9}  {file.record or '-'}  {file.file}")
        for finding in file.findings:
            emit(
                f"    {finding.where}: {finding.code}: {finding.message}{f' ({finding.hint})' if finding.hint else ''}"
            )
    done = ", ".join(f"{number} {state}" for state, number in report.counts().items() if number)
    unmapped = sum(file.unmapped for file in report.files)
    emit(f"{counted(len(report.files), 'file')}: {done}; {counted(unmapped, 'unmapped line')}")
    groups: dict[tuple[str, str, str], int] = {}
    for file in report.files:
        if file.record is not None:
            key = (file.layout or "", file.tier or "no tier", file.stated or "no verdict stated")
            groups[key] = groups.get(key, 0) + 1
    for (layout, tier, stated), number in sorted(groups.items()):
        emit(f"  {number:>6}  {layout:<5}  {tier:<20}  {stated}")
    if report.dry_run:
        emit("Nothing was written.")


@app.command("render")
def render(
    record: RecordArgument,
    form: Annotated[str, typer.Option("--format", help="text, markdown, html or json.")] = "text",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="Write the page to this file.")] = None,
    home: HomeOption = None,
) -> None:
    """Show a record as its public page, with the verdict that the log gives.

    The blocks are those of the page that was imported, in its order; text equals it, white space aside. The verdict is
    derived; a time that only the source states is marked so. On a terminal what is not printable is escaped.
    """
    from gate import Gate
    from gate.records.render.forms import FORMS
    from gate.records.render.page import page_of

    forms = {name: write for name, write in FORMS.items() if name == form}
    if not forms:
        raise UsageError("usage", f"no page has the form {form!r}", hint=f"one of {', '.join(FORMS)}")
    with Gate.open(home, read_only=True) as gate:
        page = page_of(gate.record(record), gate.status(record))
    for write in forms.values():
        if output is None:
            emit(write(page))
        else:
            _write_page(output, write(page))


def _write_page(path: Path, text: str) -> None:
    """Raises InfrastructureError ``record.write``."""
    from gate.system.files import write_whole

    try:
        write_whole(path, text.encode("utf-8"))
    except OSError as problem:
        raise InfrastructureError("record.write", f"cannot be written: {problem.strerror}", where=str(path)) from None


@app.command("show")
def show(
    record: RecordArgument,
    home: HomeOption = None,
) -> None:
    """Print every field that a record fills, one a line, as its path and its value."""
    from gate import Gate
    from gate.engine.history.version import fields_of

    with Gate.open(home, read_only=True) as gate:
        for path, value in fields_of(gate.record(record)):
            if value not in (None, [], {}):
                emit(f"{path}: {value}")


@app.command("diff")
def diff(
    before: RecordArgument,
    now: Annotated[str, typer.Argument(help="Another version: a file or an id.")],
    home: HomeOption = None,
) -> None:
    """Print what one version of a record says otherwise than another; the exit status is 1 when anything differs."""
    from gate import Gate

    with Gate.open(home, read_only=True) as gate:
        changes = gate.changes(before, now)
    for change in changes:
        emit(change.line())
    emit(f"{counted(len(changes), 'difference')}")
    raise typer.Exit(1 if changes else 0)


@app.command("validate")
def validate(
    records: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Record files.")],
) -> None:
    """Read record files as the contract that they name says; `gate check` looks for more."""
    from gate.engine.inputs.intake import load_record

    for path in records:
        found = load_record(path)
        exposed = f"{counted(len(found.claims), 'claim')} of {found.counted_claims}"
        emit(f"{path}: {found.contract}, {found.state}, {exposed} exposed, {found.digest}")
