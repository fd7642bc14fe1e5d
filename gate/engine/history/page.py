"""What a reader learns about a record: the verdict block, and whether the record file itself says something else."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from pydantic import JsonValue

from gate.documents.status import (
    AttemptSummary,
    CheckOutcome,
    ClaimStatus,
    FieldChange,
    HistoryReport,
    JudgedRecord,
    StatusReport,
)
from gate.engine.history.elsewhere import elsewhere
from gate.engine.history.proven import proven_record
from gate.engine.history.version import Change, JudgedVersion, judged_version
from gate.engine.inputs.intake import load_record
from gate.engine.inputs.pins import require_unchanged
from gate.engine.inputs.stored import kept_record, stored_claim_listing
from gate.engine.workspace import Workspace
from gate.log.attempts import AttemptView, counted_attempts
from gate.log.claims import Claims, ClaimStandings
from gate.log.kinds import AssessmentBody, IntakeBody
from gate.log.record_status import record_standing
from gate.log.status import History, Standing
from gate.model.claim import Claim
from gate.model.digest import Digest
from gate.model.errors import IntegrityError, UsageError
from gate.model.judging import Meaning
from gate.model.record import Record
from gate.model.verdict import Verdict


@dataclass(frozen=True, slots=True)
class Page:
    """A record's standing and that of each of its claims, all folded from the log."""

    record: Record
    standing: Standing
    claims: ClaimStandings
    versions: tuple[JudgedVersion | None, ...]
    """For each claim the version of the record that its standing is about."""
    levels: tuple[Meaning, ...]
    """For each claim what the level of its verdict establishes and leaves open."""
    methods: tuple[tuple[str, ...], ...]
    """For each claim what its values are, in words."""
    attempts: tuple[AttemptView, ...]
    raised: tuple[str | None, ...]
    """For each attempt why its VERIFIED does not count under a policy that was adopted since; None where it does."""
    evaluated: str | None
    """The time of the entry that the standing rests on; None where nothing was evaluated."""


def page(workspace: Workspace, record: Record) -> Page:
    """Fold what the log proves about one record. Raises IntegrityError as `proven_record` does."""
    history = proven_record(workspace, record.id).history
    claims = Claims(history, record, elsewhere(workspace, frozenset({record.id}))).standings()
    standing = record_standing(claims, record, workspace.policy, history)
    versions = tuple(judged_version(workspace, history, record, claim, standing) for claim, standing in claims)
    attempts = tuple(view for view in history.attempts.values() if view.record == record.id)
    raised = tuple(due.lacks(view) if (due := history.raised(view)) else None for view in attempts)
    levels = tuple(_meaning(workspace, history, claim, standing) for claim, standing in claims)
    methods = tuple(workspace.judges.methods(claim) for claim, _ in claims)
    return Page(record, standing, claims, versions, levels, methods, attempts, raised, standing.evaluated)


def _meaning(workspace: Workspace, history: History, claim: Claim, standing: Standing) -> Meaning:
    """As the entry of the verdict says it; entries of before say the level alone."""
    view = history.attempts.get(standing.attempt or "")
    if view is not None and view.establishes and standing.level:
        return Meaning(view.establishes, view.leaves_open)
    return workspace.judges.meaning(claim, standing.level) if standing.level else Meaning()


def _count(shown: Page, verdict: Verdict, *claims: Claim) -> int:
    """How many of the attempts at these claims came to this verdict."""
    ids = {claim.id for claim in claims}
    return sum(view.verdict is verdict and view.claim in ids for view in shown.attempts)


def status_report(shown: Page) -> StatusReport:
    """The page as a document."""
    standing = shown.standing
    return StatusReport(
        record=shown.record.id,
        record_digest=shown.record.digest,
        status=standing.status,
        reason=standing.reason,
        evaluated=shown.evaluated,
        level=standing.level,
        attempts=standing.attempts,
        rejected=_count(shown, Verdict.REJECTED, *(claim for claim, _ in shown.claims)),
        inconclusive=_count(shown, Verdict.INCONCLUSIVE, *(claim for claim, _ in shown.claims)),
        changed=any(version is not None and version.changes for version in shown.versions),
        claims=tuple(
            ClaimStatus(
                claim=claim.id,
                form=claim.form,
                status=standing.status,
                reason=standing.reason,
                evaluated=standing.evaluated,
                level=standing.level,
                level_meaning=words.establishes,
                leaves_open=words.leaves_open,
                methods=methods,
                attempts=standing.attempts,
                rejected=_count(shown, Verdict.REJECTED, claim),
                inconclusive=_count(shown, Verdict.INCONCLUSIVE, claim),
                judged=None if version is None else _version_report(version),
            )
            for (claim, standing), version, words, methods in zip(
                shown.claims, shown.versions, shown.levels, shown.methods, strict=True
            )
        ),
    )


def _version_report(version: JudgedVersion) -> JudgedRecord:
    return JudgedRecord(
        attempt=version.attempt,
        record_digest=version.record,
        changes=tuple(map(field_change, version.changes)),
        touches_claim=version.touches_claim,
    )


def field_change(change: Change) -> FieldChange:
    before, now = cast(JsonValue, change.before), cast(JsonValue, change.now)
    return FieldChange(field=change.field, before=before, now=now)


def history_report(shown: Page) -> HistoryReport:
    """Every attempt at the record's claims as a document."""
    return HistoryReport(record=shown.record.id, attempts=tuple(map(_summary, shown.attempts, shown.raised)))


def _summary(view: AttemptView, raised: str | None) -> AttemptSummary:
    return AttemptSummary(
        attempt=view.id,
        claim=view.claim,
        number=view.number,
        opened=view.opened,
        submitter=view.intake.submitter or "",
        submitter_key=view.intake.submitter_key or "",
        evaluated=view.evaluated,
        verdict=view.verdict,
        level=view.level,
        reason=view.reason,
        revoked=view.revoked,
        raised=raised,
        artifact_digest=Digest.parse(view.artifact_digest),
        checks=tuple(CheckOutcome(id=check_id, outcome=outcome) for check_id, outcome in view.checks),
        log_index=view.index,
    )


def find_record(workspace: Workspace, name: Path | str) -> Record:
    """A record by file, or by the id of a record that was submitted or assessed before.

    Of its versions it is the one that came last, by the order of the log. Raises InputError, UsageError;
    IntegrityError as `given_record` and `proven_record` do.
    """
    if isinstance(name, Path) or os.path.exists(name):
        return given_record(workspace, Path(name))
    digests = [
        entry.body.record_digest
        for _, entry in proven_record(workspace, name).entries
        if isinstance(entry.body, IntakeBody | AssessmentBody)
    ]
    if not digests:
        raise UsageError(
            "record.unknown",
            f"{name!r} is neither a file nor the id of a record that was ever submitted or imported",
            hint="give the path of the record's JSON file",
        )
    return kept_record(workspace, digests[-1])


def given_record(workspace: Workspace, path: Path) -> Record:
    """A record file of the caller's, once the files that its claims name are those that it pins.

    What it does not pin (records of early versions) must be what the claim was judged with, where that counts.
    Raises InputError; IntegrityError ``record.file-missing``, ``record.file-differs``.
    """
    record = load_record(path, workspace.judges)
    files = require_unchanged(record, path.parent, workspace.judges)
    unpinned = [file for file in files if file.pinned is None]
    history = proven_record(workspace, record.id).history if unpinned else History()
    for file in unpinned:
        attempts = history.of_claim(record.id, file.claim)
        for view in counted_attempts(attempts, str(record.claim(file.claim).digest)):
            judged = stored_claim_listing(workspace, view).get(file.path)
            if judged != file.contents:
                raise IntegrityError(
                    "record.file-differs",
                    f"{file.path} is {file.contents}; claim {file.claim} was judged with {judged}",
                    where=str(path.parent / file.path),
                    hint="restore the file that was judged, or pin this one (`gate record pin`) and submit again",
                )
    return record


def refuse_stated_verdict(workspace: Workspace, record: Record) -> None:
    """A verdict of this gate in the record file is never believed. Raises IntegrityError when the log has another one.

    A time of evaluation is compared only where the log has an evaluation; what the record's source ``stated`` is not.
    """
    stated = record.gate_verdict
    if stated is None:
        return
    found = page(workspace, record).standing
    other_time = bool(found.attempts) and stated.evaluated not in (None, found.evaluated)
    if stated.status is not found.status or other_time:
        raise IntegrityError(
            "record.stated-verdict",
            f"the file says {stated.status} (evaluated {stated.evaluated}), the log says {found.status} "
            f"(evaluated {found.evaluated}): {found.reason}",
            where=f"{record.id}#gate_verdict",
            hint="remove gate_verdict from the record; the log is what counts",
        )
