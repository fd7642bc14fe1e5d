"""How a bundle's verdict stands in the published log: all of its entries are verified and folded."""

from __future__ import annotations

from pathlib import Path

from gate.attest.documents import Documents
from gate.attest.proven import StandingAt, attempt_of
from gate.attest.verify import VerifiedBundle
from gate.log.checkpoint import Trust
from gate.log.entry import Entry
from gate.log.kind import Body
from gate.log.verify import verify_export
from gate.model.errors import IntegrityError


def standing_in(path: Path, bundle: VerifiedBundle, trust: Trust) -> StandingAt:
    """The standing after the last entry of an export (tiles folder or ``.jsonl``), of which the bundle must be a part.

    Raises IntegrityError: ``log.…`` when the export does not hold or is not the log of the bundle's checkpoint,
    ``bundle.entry``; InfrastructureError when it cannot be read.
    """
    record = bundle.entry.record
    about: list[tuple[int, Entry[Body]]] = []
    newest: list[Entry[Body]] = []

    def see(index: int, entry: Entry[Body]) -> None:
        newest[:] = [entry]
        if entry.record == record:
            about.append((index, entry))

    report = verify_export(path, trust, known=[bundle.checkpoint.data], observe=see)
    if report.finding is not None or report.head is None:
        raise report.finding.error() if report.finding else IntegrityError("log.truncation", "the export is empty")
    # Later attempts may be at documents that the bundle does not have.
    held = Documents(bundle.documents)
    required = held.required(complete=False)
    standing = attempt_of(about, bundle.index, report.head, newest[0], required, held.judged, bundle.keys).standing
    assert standing is not None
    return standing
