"""What people sign with keys of their own, and what of it stands in entries: approvals and submissions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from gate.log.entry import Entry
from gate.log.kinds import ApprovalBody, IntakeBody
from gate.log.people import APPROVAL, SUBMISSION, PersonKey
from gate.model.digest import Digest
from gate.model.errors import IntegrityError


@dataclass(frozen=True, slots=True)
class Approval:
    """``subject`` is the digest of what was looked at, ``what`` the judge's word for it (`Judge.approvals`)."""

    record: str
    claim: str
    subject: Digest
    what: str
    approver: str
    note: str

    @classmethod
    def of(cls, entry: Entry[ApprovalBody]) -> Self:
        """The approval that an entry records."""
        body = entry.body
        return cls(entry.record or "", entry.claim or "", body.subject, body.what, body.approver, body.note or "")

    def text(self) -> str:
        """The six lines that are signed."""
        return (
            f"gate-approval-v1\nrecord {self.record}\nclaim {self.claim}\n{self.what} {self.subject}\n"
            f"approver {self.approver}\nnote {self.note}\n"
        )


@dataclass(frozen=True, slots=True)
class Submission:
    """That somebody hands in an artifact for a claim, by the digests that the intake logs."""

    record: str
    claim: str
    record_digest: Digest
    claim_digest: Digest
    artifact_digest: Digest

    @classmethod
    def of(cls, entry: Entry[IntakeBody]) -> Self:
        """The submission that an entry records."""
        body = entry.body
        return cls(entry.record or "", entry.claim or "", body.record_digest, body.claim_digest, body.artifact_digest)

    def text(self) -> str:
        """The four lines that are signed."""
        return (
            f"gate-submission-v1\nrecord {self.record} {self.record_digest}\nclaim {self.claim} {self.claim_digest}\n"
            f"artifact {self.artifact_digest}\n"
        )


def approver_key(entry: Entry[ApprovalBody]) -> PersonKey | None:
    """The approver's own key, which signed; None for an approval from before approvers had keys of their own.

    Raises IntegrityError ``approval.signature`` when it did not sign.
    """
    body = entry.body
    return _signer(body.person_key, body.proof, Approval.of(entry).text(), APPROVAL, f"approval by {body.approver}")


def submitter_key(entry: Entry[IntakeBody]) -> PersonKey | None:
    """The key that signed a submission; None when none did.

    Raises IntegrityError ``submission.signature`` when it did not sign.
    """
    body = entry.body
    text = Submission.of(entry).text()
    return _signer(body.submitter_key, body.submitter_proof, text, SUBMISSION, f"submission by {body.submitter}")


def _signer(key: str | None, proof: str | None, text: str, namespace: str, what: str) -> PersonKey | None:
    if key is None and proof is None:
        return None
    code = "approval.signature" if namespace == APPROVAL else "submission.signature"
    hint = "the log was written by something else than gate, or was tampered with; run `gate log verify`"
    if key is None or proof is None:
        raise IntegrityError(code, f"the {what} has a key without a signature, or the other way round", hint=hint)
    signer = PersonKey.parse(key)
    if not signer.verifies(proof, text, namespace):
        raise IntegrityError(code, f"the {what} was not signed with the key that it names", where=key, hint=hint)
    return signer
