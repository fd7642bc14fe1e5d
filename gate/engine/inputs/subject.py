"""What an approval is about: a claim or its challenge, the value of a hole, or a script as the method of a claim."""

from __future__ import annotations

from pathlib import Path

from gate.engine.inputs.intake import load, load_claim_files
from gate.engine.judges import Judges
from gate.model.claim import Claim
from gate.model.digest import Digest
from gate.model.errors import UsageError
from gate.model.judging import ApprovalSubject


def subject_of(
    claim: Claim, record: Path, judges: Judges, *, hole: str | None = None, method: Path | None = None
) -> ApprovalSubject:
    """The claim or its challenge, unless ``hole`` is the digest of a hole's value or ``method`` an artifact's folder.

    Raises UsageError ``approval.what`` for both, InputError where the claim has nothing of the kind, or files cannot be
    read.
    """
    judge = judges.of(claim)
    if hole is not None and method is not None:
        raise UsageError("approval.what", "--hole and --method approve different things", hint="give one of them")
    if hole is not None:
        return ApprovalSubject("hole", Digest.parse(hole))
    if method is not None:
        intake = load(record, method, claim.id, judges)
        return judge.approval_subject(claim, intake.claim_files, intake.artifact_files)
    return judge.approval_subject(claim, load_claim_files(claim, record, judges))
