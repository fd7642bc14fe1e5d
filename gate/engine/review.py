"""What a reviewer of an artifact must look at. It needs no store, runs nothing and writes nothing."""

from __future__ import annotations

from pathlib import Path

from gate.documents.review import ReviewReport
from gate.engine.arguments import checked
from gate.engine.inputs.intake import load
from gate.repro.review.report import review


@checked
def review_artifact(artifact: Path | str, record: Path | str, *, claim: str | None = None) -> ReviewReport:
    """Look at a script for a claim of a record, without running it.

    Raises InputError when record, claim files or artifact cannot be read as such, and ``review.no-script`` when the
    claim is not one that a script can show.
    """
    intake = load(Path(record), Path(artifact), claim)
    return review(intake.record.id, intake.claim, intake.claim_files, intake.artifact, intake.artifact_files)
