"""Additive history: corrections, approvals and revocations are new entries; nothing is edited or deleted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from gate.documents.amendment import RevocationReport, RevokedVerdict
from gate.engine.arguments import require_fit
from gate.engine.history.cache import refresh_status
from gate.engine.history.proven import proven_record, record_of_attempt
from gate.engine.workspace import Workspace
from gate.log.attempts import AttemptView
from gate.log.fields import WORD, to_sentence
from gate.log.kinds import CorrectionBody, RevocationBody
from gate.model.blocks import Correction
from gate.model.digest import Digest, canonical_json
from gate.model.errors import NothingToCheckError, UsageError
from gate.model.record import Record
from gate.model.verdict import Verdict

RETRACTION = "retraction"
CORRECTION_KINDS = ("erratum", "clarification", "expression-of-concern", RETRACTION)


@dataclass(frozen=True, slots=True)
class Revocation:
    """A verdict that no longer counts."""

    attempt: AttemptView
    index: int


def correct(
    workspace: Workspace, record: Record, *, kind: str, text: str, claim: str | None, clock: Callable[[], datetime]
) -> Digest:
    """Add an item to a record's correction record; a retraction unverifies. Returns the item's digest.

    Raises UsageError for an unknown kind and InputError for an unknown claim.
    """
    if kind not in CORRECTION_KINDS:
        raise UsageError(
            "correction.unknown-kind", f"no correction is of the kind {kind!r}", hint=", ".join(CORRECTION_KINDS)
        )
    if claim is not None:
        record.claim(claim)
    item = Correction(date=clock().strftime("%Y-%m-%dT%H:%M:%SZ"), kind=kind, text=text)
    data = canonical_json(item.model_dump(mode="json"))
    digest = workspace.blobs.put(data)
    with workspace.ledger.transaction() as tx:
        tx.append(CorrectionBody(item=digest, kind=kind, text=to_sentence(text)), record=record.id, claim=claim)
        for claim_id in (known.id for known in record.claims if claim in (None, known.id)):
            refresh_status(tx, record.id, claim_id)
    return digest


def revoke(
    workspace: Workspace,
    matches: Callable[[AttemptView], bool],
    *,
    attempt: str | None = None,
    code: str,
    reason: str,
    toolchain: str | None = None,
) -> list[Revocation]:
    """Revoke every VERIFIED verdict that matches and is not revoked yet. Returns them, oldest first.

    ``attempt`` is the only one that can match, if there is only one: then nothing but its record is looked at. Raises
    UsageError ``argument.wrong-value`` when ``code`` is no word, and IntegrityError as `proven_record` does for any
    record that is looked at.
    """
    require_fit("code", code, WORD)
    own = None if attempt is None else record_of_attempt(workspace, attempt)
    records = workspace.ledger.records() if attempt is None else [own] if own else []
    views = [view for record in records for view in proven_record(workspace, record).history.attempts.values()]
    found = [
        Revocation(view, view.index)
        for view in sorted(views, key=lambda view: view.index or 0)
        if view.verdict is Verdict.VERIFIED and view.revoked is None and view.index is not None and matches(view)
    ]
    with workspace.ledger.transaction() as tx:
        for revocation in found:
            tx.append(
                RevocationBody(
                    verdict=revocation.index, reason=to_sentence(reason), code=code, toolchain=toolchain or None
                ),
                attempt=revocation.attempt.id,
                record=revocation.attempt.record,
                claim=revocation.attempt.claim,
            )
        for record, claim in {(revocation.attempt.record, revocation.attempt.claim) for revocation in found}:
            refresh_status(tx, record, claim)
    return found


def exactly_one(*, attempt: str | None, toolchain: str | None, image: str | None) -> Callable[[AttemptView], bool]:
    """Whether an attempt is the one, or relied on the toolchain or the image, that is given.

    Raises UsageError ``revoke.what`` unless one of the three is.
    """
    if sum(map(bool, (attempt, toolchain, image))) != 1:
        raise UsageError("revoke.what", "choose exactly one of attempt, toolchain and image")

    def matches(view: AttemptView) -> bool:
        return view.id == attempt or (bool(toolchain) and view.toolchain == toolchain) or image in view.images

    return matches


def revocation_report(revoked: Sequence[Revocation]) -> RevocationReport:
    """The revoked verdicts as a document. Raises NothingToCheckError ``revoke.nothing`` when there are none."""
    if not revoked:
        raise NothingToCheckError("revoke.nothing", "no VERIFIED verdict that still counts matches")
    return RevocationReport(
        revoked=tuple(
            RevokedVerdict(
                attempt=item.attempt.id, record=item.attempt.record, claim=item.attempt.claim, index=item.index
            )
            for item in revoked
        )
    )
