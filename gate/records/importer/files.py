"""Folders of saved pages turned into record files, and into entries of the log that say how each record stands."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path

from gate.documents.amendment import AssessedRecord
from gate.documents.imported import ImportedFile, ImportFinding, ImportReport
from gate.engine.api import Gate
from gate.engine.inputs.intake import load_record
from gate.model.errors import InfrastructureError, InputError, NothingToCheckError, UsageError
from gate.model.record import Record
from gate.records.importer.read import Layout, read_record
from gate.records.importer.source import read_source

SUFFIXES = frozenset((".txt", ".text", ".md", ".html", ".htm"))
"""Of the files in a folder these are read."""


_MANY = 500
"""From so many files on, starting further processes pays."""


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of one file: a record that is ``new``, ``unchanged`` or ``refused``, or none."""

    file: str
    findings: tuple[InputError, ...]
    state: str = "refused"
    record: Record | None = None
    layout: Layout | None = None
    entry: AssessedRecord | None = None


def import_files(
    paths: Sequence[Path | str],
    *,
    to: Path | str,
    store: Gate | None = None,
    record_id: str | None = None,
    published_before: str | None = None,
    operator: str | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Read saved pages and drafts into record files ``<to>/<id>.json``, and log in ``store`` how each stands.

    A file that cannot be read is a finding; the others are imported. Importing the same files again changes nothing.
    ``published_before`` is logged of every page, as `Gate.assess` does. With ``dry_run`` nothing is written.

    Raises UsageError ``import.no-such-path``, ``import.one-id``; NothingToCheckError ``import.nothing``;
    InfrastructureError ``import.write``; and as `Gate.assess` does.
    """
    files = list(dict.fromkeys(_listed(paths)))
    if not files:
        raise NothingToCheckError("import.nothing", "there is no saved page in these folders", hint=_suffixes())
    if record_id is not None and len(files) != 1:
        raise UsageError("import.one-id", f"one id cannot be that of {len(files)} files", hint="leave out --id")
    folder = Path(to)
    known: dict[str, tuple[str, Record]] = {}
    results = [_placed(result, folder, known) for result in _read_all(files, record_id)]
    if not dry_run:
        _write(folder, results)
        if store is not None:
            results = _logged(store, results, published_before, operator)
    return ImportReport(
        folder=str(folder), dry_run=dry_run, logged=store is not None, files=tuple(map(_report, results))
    )


def _suffixes() -> str:
    return f"in folders, files that end in {', '.join(sorted(SUFFIXES))} are read"


def _listed(paths: Sequence[Path | str]) -> Iterator[Path]:
    for name in map(Path, paths):
        if not os.path.isdir(name):  # also False for what can be no name
            if not os.path.lexists(name):
                raise UsageError("import.no-such-path", "there is no such file or folder", where=str(name))
            yield name
            continue
        for folder, folders, files in os.walk(name):
            folders.sort()
            yield from (Path(folder, file) for file in sorted(files) if Path(file).suffix.lower() in SUFFIXES)


def _read_all(files: Sequence[Path], record_id: str | None) -> Iterator[_Result]:
    """The results of all files in order; many are read on all processors."""
    if len(files) < _MANY:
        yield from (_read(path, record_id) for path in files)
        return
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
        yield from pool.map(_read, files, chunksize=50)


def _read(path: Path, record_id: str | None = None) -> _Result:
    try:
        reading = read_record(read_source(path), where=str(path), record_id=record_id)
    except InputError as error:
        return _Result(str(path), (error,))
    return _Result(str(path), reading.findings, "new", reading.record, reading.layout)


def _placed(result: _Result, folder: Path, known: dict[str, tuple[str, Record]]) -> _Result:
    """The result once it is compared with the files before it and with what is in the folder."""
    record = result.record
    if record is None:
        return result
    first = known.setdefault(record.id, (result.file, record))
    if first[1] != record:
        return _refused(
            result, "import.same-id", f"its id {record.id} is that of {first[0]}, which says something else"
        )
    if first[0] != result.file:
        return replace(result, state="unchanged")
    target = folder / f"{record.id}.json"
    if not target.exists():
        return result
    try:
        same = target.read_bytes() == record_file(record) or load_record(target).digest == record.digest
    except (InputError, OSError):
        same = False
    if same:
        return replace(result, state="unchanged")
    del known[record.id]
    return _refused(result, "import.differs", f"{target} is there and says something else")


def _refused(result: _Result, code: str, message: str) -> _Result:
    hint = "compare the two with `gate record diff`; remove the one that is not meant"
    finding = InputError(code, message, where=result.file, hint=hint)
    return replace(result, state="refused", findings=(*result.findings, finding))


def _write(folder: Path, results: Sequence[_Result]) -> None:
    """Raises InfrastructureError ``import.write``."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for result in results:
            if result.record is not None and result.state == "new":
                # Not flushed one by one: after a crash the same import writes what is missing or damaged.
                partial = folder / f".{result.record.id}.partial"
                partial.write_bytes(record_file(result.record))
                partial.replace(folder / f"{result.record.id}.json")
    except OSError as problem:
        message = f"cannot be written: {problem.strerror}"
        raise InfrastructureError("import.write", message, where=str(folder)) from None


def record_file(record: Record) -> bytes:
    """A record as its file has it: JSON with two spaces of indent."""
    return json.dumps(record.document(), indent=2, ensure_ascii=False).encode("utf-8") + b"\n"


def _logged(store: Gate, results: list[_Result], before: str | None, operator: str | None) -> list[_Result]:
    entries: dict[str, AssessedRecord] = {}
    for layout, said in (("page", before), ("draft", None)):
        records = {
            result.record.id: result.record
            for result in results
            if result.record is not None and result.state != "refused" and result.layout == layout
        }
        report = store.assess(list(records.values()), published_before=said, operator=operator, again=False)
        entries |= {item.record: item for item in report.records}
    return [
        replace(result, entry=entries.get(result.record.id))
        if result.record is not None and result.state != "refused"
        else result
        for result in results
    ]


def _report(result: _Result) -> ImportedFile:
    record, entry = result.record, result.entry
    return ImportedFile(
        file=result.file,
        state=result.state,  # type: ignore[arg-type]
        layout=result.layout,
        record=record.id if record else None,
        title=record.title if record else "",
        claims=record.counted_claims if record else 0,
        exposed=len(record.claims) if record else 0,
        tier=record.quality_tier.tier if record and record.quality_tier else None,
        stated=record.stated.status if record and record.stated else None,
        status=entry.status if entry else None,
        log_index=entry.log_index if entry else None,
        unmapped=len(record.unmapped) if record else 0,
        findings=tuple(map(_finding, result.findings)),
    )


def _finding(error: InputError) -> ImportFinding:
    return ImportFinding(code=error.code, where=error.where or "", message=error.message, hint=error.hint or "")
