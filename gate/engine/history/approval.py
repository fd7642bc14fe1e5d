"""Human approvals: a person vouches, by signature, for something that no machine can check.

The approval is a C2SP signed note over six lines; the log holds its digest, the note is kept as a blob. It counts only
when a key that the policy names as approver has signed it (the store's own key when the policy names none).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gate.engine.arguments import require_fit
from gate.log.entry import Entry
from gate.log.fields import ID, to_sentence
from gate.log.keys import Signer, VerifierKey
from gate.log.kinds import ApprovalBody
from gate.log.note import open_note, sign_note
from gate.model.digest import Digest
from gate.model.errors import IntegrityError, UsageError
from gate.model.policy import Policy
from gate.store.blobs import BlobStore
from gate.store.keys import public_keys
from gate.store.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Approval:
    """``subject`` is the digest of what was looked at, ``what`` the judge's word for it (`Judge.approvals`)."""

    record: str
    claim: str
    subject: Digest
    what: str
    approver: str
    note: str

    def text(self) -> str:
        """The six lines that are signed."""
        return (
            f"gate-approval-v1\nrecord {self.record}\nclaim {self.claim}\n{self.what} {self.subject}\n"
            f"approver {self.approver}\nnote {self.note}\n"
        )


def approve(ledger: Ledger, blobs: BlobStore, approval: Approval, signer: Signer, known: Sequence[str]) -> int:
    """Sign and log an approval; returns the entry's index.

    ``known`` are the words for what can be approved of such a claim. Raises UsageError ``approval.what`` for another.
    """
    if approval.what not in known:
        hint = f"one of {', '.join(known)}" if known else "nothing of such a claim can be approved"
        raise UsageError("approval.what", f"{approval.what!r} cannot be approved", hint=hint)
    require_fit("approver", approval.approver, ID)
    approval = replace(approval, note=to_sentence(approval.note))
    signed = blobs.put(sign_note(approval.text(), signer))
    body = ApprovalBody(
        subject=approval.subject,
        what=approval.what,
        approver=approval.approver,
        signature=signed,
        note=approval.note,
    )
    with ledger.transaction() as tx:
        return tx.append(body, record=approval.record, claim=approval.claim)


def approved(ledger: Ledger, blobs: BlobStore, policy: Policy, record: str, claim: str) -> frozenset[Digest]:
    """The subjects that approvers have approved for this claim; signatures of anybody else do not count."""
    keys = [VerifierKey.parse(vkey) for vkey in policy.approvers]
    if not keys:  # the store's own key in charge, as the keys folder has it; reading needs no private half
        keys = [key for key in public_keys(ledger.home) if str(key) == ledger.vkey]
    found = ledger.entries(record=record, claim=claim, kind=ApprovalBody)
    return frozenset(entry.body.subject for _, entry in found if _counts(entry, blobs, keys))


def to_approval(entry: Entry[ApprovalBody]) -> Approval:
    """The approval that an entry records."""
    body = entry.body
    return Approval(
        record=entry.record or "",
        claim=entry.claim or "",
        subject=body.subject,
        what=body.what,
        approver=body.approver,
        note=body.note or "",
    )


def _counts(entry: Entry[ApprovalBody], blobs: BlobStore, keys: list[VerifierKey]) -> bool:
    if entry.body.signature is None:
        return False
    try:
        note = open_note(blobs.get(entry.body.signature), keys)
    except IntegrityError:
        return False
    return note.text == to_approval(entry).text()
