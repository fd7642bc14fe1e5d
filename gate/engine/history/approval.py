"""Human approvals: a person vouches, with a key of their own, for something that no machine can check.

The policy names who may approve, and with which key. The signature stands in the entry, so that whoever reads the log
checks it. The log's own keys, which the machine holds, never approve anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from gate.engine.arguments import require_fit
from gate.log.approvals import registered_people
from gate.log.entry import Entry
from gate.log.fields import ID, to_sentence
from gate.log.keys import VerifierKey
from gate.log.kinds import ApprovalBody, IntakeBody, KeyBody, StoreBody
from gate.log.note import open_note
from gate.log.people import APPROVAL, PersonKey
from gate.log.signed import Approval, approver_key
from gate.model.digest import Digest
from gate.model.errors import IntegrityError, UsageError
from gate.model.policy import Policy
from gate.model.review import CLAIM_APPROVAL, METHOD_REVIEW
from gate.store.blobs import BlobStore
from gate.store.ledger import Ledger
from gate.store.people import PersonSigner


def registered_key(policy: Policy, name: str) -> PersonKey:
    """The key with which a person approves, as the policy has it. Raises UsageError ``approval.unknown-person``."""
    require_fit("approver", name, ID)
    known = registered_people(policy)
    if name not in known:
        raise UsageError(
            "approval.unknown-person",
            f"the policy names no key of {name}",
            hint=f'add it to "people" in policy.json, as {{"{name}": "ssh-ed25519 …"}}; it names '
            f"{', '.join(sorted(known)) or 'nobody'}",
        )
    return known[name]


def approve(
    ledger: Ledger, policy: Policy, approval: Approval, known: Sequence[str], signer: PersonSigner | None = None
) -> tuple[int, PersonKey]:
    """Sign and log an approval, with the ssh-agent unless there is a ``signer``; returns the entry's index and the key.

    ``known`` are the words for what can be approved of such a claim. Raises UsageError ``approval.what`` for another,
    ``approval.unknown-person``, ``approval.other-key`` when the signer's key is not the one that the policy names,
    ``approval.store-key`` for a key of the log, and ``agent.…``.
    """
    if approval.what not in known:
        hint = f"one of {', '.join(known)}" if known else "nothing of such a claim can be approved"
        raise UsageError("approval.what", f"{approval.what!r} cannot be approved", hint=hint)
    registered = registered_key(policy, approval.approver)
    signer = signer or PersonSigner.from_agent(registered)
    refuse_store_key(ledger, signer, "approval")
    if signer.key != registered:
        raise UsageError(
            "approval.other-key", f"the policy names another key for {approval.approver}", hint=f"it names {registered}"
        )
    approval = replace(approval, note=to_sentence(approval.note))
    body = ApprovalBody(
        subject=approval.subject,
        what=approval.what,
        approver=approval.approver,
        note=approval.note,
        person_key=str(signer.key),
        proof=signer.sign(approval.text(), APPROVAL),
    )
    with ledger.transaction() as tx:
        return tx.append(body, record=approval.record, claim=approval.claim), signer.key


def refuse_store_key(ledger: Ledger, signer: PersonSigner, what: Literal["approval", "submission"]) -> None:
    """Raises UsageError ``approval.store-key``, ``submission.store-key`` for a key of the log."""
    if signer.key.public in _log_keys(ledger):
        raise UsageError(
            "approval.store-key" if what == "approval" else "submission.store-key",
            "this is a key of the log itself, which the machine holds: it says nothing about a person",
            hint="whoever approves or hands in signs with a key of their own",
        )


def approved(
    ledger: Ledger, blobs: BlobStore, policy: Policy, record: str, claim: str, artifact: Digest
) -> frozenset[Digest]:
    """The subjects that people whom the policy names have approved for this claim; nobody else's approval counts.

    Nor does a review of the method by who handed in the ``artifact``: a second person must have read it.
    """
    log_keys = _log_keys(ledger)
    own = log_keys | _submitters(ledger, record, claim, artifact)
    found = ledger.entries(record=record, claim=claim, kind=ApprovalBody)
    return frozenset(
        entry.body.subject
        for _, entry in found
        if any(
            key.public not in (own if entry.body.what == METHOD_REVIEW else log_keys)
            for key in _counting_keys(entry, blobs, policy)
        )
    )


def same_hands(
    ledger: Ledger, blobs: BlobStore, policy: Policy, record: str, claim: str, subject: Digest, artifact: Digest
) -> bool:
    """Whether a key that signed the claim, whose digest is ``subject``, also signed a submission of the artifact."""
    signed = (
        key.public
        for _, entry in ledger.entries(record=record, claim=claim, kind=ApprovalBody)
        if entry.body.what == CLAIM_APPROVAL and entry.body.subject == subject
        for key in _counting_keys(entry, blobs, policy)
    )
    return not _submitters(ledger, record, claim, artifact).isdisjoint(signed)


def _submitters(ledger: Ledger, record: str, claim: str, artifact: Digest) -> set[bytes]:
    """The public keys that signed a submission of this artifact for this claim."""
    intakes = (entry.body for _, entry in ledger.entries(record=record, claim=claim, kind=IntakeBody))
    return {
        PersonKey.parse(body.submitter_key).public
        for body in intakes
        if body.artifact_digest == artifact and body.submitter_key is not None
    }


def _counting_keys(entry: Entry[ApprovalBody], blobs: BlobStore, policy: Policy) -> Iterator[PersonKey]:
    """The keys that signed and that the policy names for the approver."""
    try:
        key = approver_key(entry)
        if key is not None:
            if key == registered_key(policy, entry.body.approver):
                yield key
        elif entry.body.signature is not None:  # a note, as gate 0.1 wrote it: by any key that the policy lists
            note = open_note(blobs.get(entry.body.signature), [VerifierKey.parse(text) for text in policy.approvers])
            if note.text == Approval.of(entry).text():
                yield from (PersonKey(verified.public) for verified in note.verified)
    except (IntegrityError, UsageError):
        return


def _log_keys(ledger: Ledger) -> set[bytes]:
    """The public keys that are or were in charge of the log."""
    first = [entry.body.vkey for _, entry in ledger.entries(kind=StoreBody)]
    later = [entry.body.vkey for _, entry in ledger.entries(kind=KeyBody)]
    return {VerifierKey.parse(vkey).public for vkey in (*first, *later)}
