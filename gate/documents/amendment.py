"""What people add to the history: corrections, approvals and revocations."""

from __future__ import annotations

from typing import Literal

from gate.documents.base import Document
from gate.model.digest import Digest
from gate.model.verdict import Status


class CorrectionReport(Document):
    """An item that was added to a record's correction record; ``status`` and ``reason`` are the record's after it."""

    format: Literal["gate-correction-v1"] = "gate-correction-v1"
    record: str
    item: Digest
    status: Status
    kind: str = ""
    reason: str = ""


class ApprovalReport(Document):
    """An approval that was logged; ``key`` is the approver's public key, as OpenSSH writes it."""

    format: Literal["gate-approval-v1"] = "gate-approval-v1"
    subject: Digest
    what: str
    log_index: int
    key: str = ""


class AssessedRecord(Document):
    """How one record stands; ``log_index`` is that of the entry that says so, which is ``new`` or was there."""

    record: str
    record_digest: Digest
    status: Status
    reason: str
    log_index: int
    new: bool


class AssessmentReport(Document):
    """The records that `gate assess` looked at, in the order in which they were given."""

    format: Literal["gate-assessment-v1"] = "gate-assessment-v1"
    records: tuple[AssessedRecord, ...]


class RevokedVerdict(Document):
    """A verdict that no longer counts; ``index`` is that of its verdict entry."""

    attempt: str
    record: str
    claim: str
    index: int


class RevocationReport(Document):
    """The verdicts that `gate revoke` revoked, oldest first."""

    format: Literal["gate-revocation-v1"] = "gate-revocation-v1"
    revoked: tuple[RevokedVerdict, ...]


class ChangedStanding(Document):
    """A claim whose status a policy changes; ``reason`` is that of its status under the policy."""

    record: str
    claim: str
    before: Status
    now: Status
    reason: str


class AdoptionReport(Document):
    """A policy that was adopted, or would be, and the claims whose status that changes.

    ``adopted`` says that it was now; ``already`` that it was before.
    """

    format: Literal["gate-adoption-v1"] = "gate-adoption-v1"
    policy: Digest
    version: str
    adopted: bool
    already: bool
    claims: tuple[ChangedStanding, ...]
