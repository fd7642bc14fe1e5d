"""What a change did to records, against the base revision: rules over both versions, and records that are gone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from glob import has_magic

from gate.checks.base import BaseRevision, bytes_now, record_of
from gate.checks.discover import shown_name
from gate.checks.file import FileReport, Found
from gate.checks.finding import Finding, Spot, fingerprint
from gate.checks.reading.document import SUFFIXES, ReadingError, read_document
from gate.checks.rule import explain
from gate.checks.rules import CHANGE
from gate.checks.subject import ChangeSubject
from gate.checks.suppression import Suppression, beside, read_suppressions
from gate.model.record import Record


@dataclass(frozen=True, slots=True)
class Change:
    """``findings`` about what the change did; ``touched`` are the files of which anything that counts has changed."""

    findings: tuple[Finding, ...]
    touched: frozenset[str]


def compare(base: BaseRevision, paths: Sequence[str], reports: Mapping[str, FileReport]) -> Change:
    """Hold the files that were checked against the base. Raises InfrastructureError ``check.git``."""
    now = {name: bytes_now(name) for name in reports}
    touched = {name for name, report in reports.items() if _is_touched(base, name, now[name], report)}
    files: dict[str, list[str]] = {}
    for name, report in reports.items():
        if report.summary is not None:
            files.setdefault(report.summary.record, []).append(name)
    folders = tuple("." if has_magic(path) else shown_name(path) for path in paths)
    findings: list[Finding] = []
    for name, data in base.gone_or_changed(folders, now):
        before = record_of(data, name)
        if before is None:
            continue
        record = before[0]
        there = files.get(record.id, [])
        if not there:
            findings.append(_gone(name, record))
            continue
        file = name if name in there else there[0]
        touched.add(file)
        findings += _compared(record, file, now[file])
    return Change(tuple(findings), frozenset(touched))


def _is_touched(base: BaseRevision, name: str, data: bytes | None, report: FileReport) -> bool:
    if base.has_changed(name, data):
        return True
    folder = os.path.dirname(name)
    others = (os.path.join(folder, other) for other in report.beside if other)
    return any(base.has_changed(other, bytes_now(other)) for other in others)


def _compared(before: Record, file: str, data: bytes | None) -> Iterator[Finding]:
    found = record_of(data or b"", file)
    if found is None:
        return  # its own findings say why
    record, document = found
    subject = ChangeSubject(before, record)
    yield from Found(file, document, record.id).all(CHANGE.rules.items(), subject)


def _gone(file: str, record: Record) -> Finding:
    message = f"record {record.id} of the base revision is gone"
    own = fingerprint("COR006", file, ("id",))
    severity = explain("COR006").severity
    return Finding("COR006", severity, file, "", message, record.title[:80], Spot(1, 1, 1, 1), "", record.id, own)


def suppressions_of(base: BaseRevision, name: str) -> frozenset[tuple[str, str, str]]:
    """Rule, reason and pointer of each suppression that a file had in the base revision."""
    data = base.read(name)
    suffix = os.path.splitext(name)[1]
    if data is None or suffix not in SUFFIXES:
        return frozenset()
    sidecar = base.read(os.path.join(os.path.dirname(name), beside(name)))
    try:
        found = read_suppressions(read_document(data, SUFFIXES[suffix]), sidecar)
    except (ReadingError, ValueError):
        return frozenset()
    return frozenset(map(_key, found))


def of_base(suppressions: Sequence[Suppression], known: frozenset[tuple[str, str, str]]) -> tuple[Suppression, ...]:
    """The suppressions that the base has as well, wherever in the file they stand now."""
    return tuple(one for one in suppressions if _key(one) in known)


def _key(suppression: Suppression) -> tuple[str, str, str]:
    return suppression.rule, suppression.reason, suppression.pointer
