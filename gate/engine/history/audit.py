"""The audit of a store or export: the log itself, then everything that must follow from it (docs/design.md §3.1)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gate.documents.error import ErrorDetail
from gate.documents.log import AuditReport, DamageReport
from gate.engine.arguments import checked
from gate.engine.history.evidence import Evidence
from gate.engine.history.page import given_record, refuse_stated_verdict
from gate.engine.history.proven import required_checks_of
from gate.engine.inputs.trust import named_export, read_checkpoints, read_key, trust_of
from gate.engine.workspace import Workspace
from gate.log.approvals import Found, approvals_of, check_approvals
from gate.log.checkpoint import Trust
from gate.log.entry import Entry
from gate.log.kind import Body
from gate.log.kinds import ApprovalBody
from gate.log.status import History, Required, claim_standing
from gate.log.verify import LogReport
from gate.log.verify import verify_export as verify_exported_log
from gate.model.errors import IntegrityError
from gate.store.attempts import CachedStatus
from gate.store.verify import verify_storage


@dataclass(frozen=True, slots=True)
class Audit:
    """What was verified. ``problem`` is the first thing that does not hold; None means that all of it does."""

    log: LogReport
    statuses: int = 0
    attempts: int = 0
    evidence: int = 0
    records: int = 0
    problem: IntegrityError | None = None
    quick: bool = False
    """Whether the evidence was left out."""

    def report(self) -> AuditReport:
        """The audit as a document."""
        log, finding = self.log, self.log.finding
        return AuditReport(
            entries=log.entries,
            size=log.head.size if log.head else None,
            root=log.head.root.hex() if log.head else None,
            checkpoints=log.checkpoints,
            keys=log.keys,
            unsigned=log.unsigned,
            finding=None
            if finding is None
            else DamageReport(
                damage=finding.damage.value, reason=finding.reason, index=finding.index, last=finding.last
            ),
            attempts=self.attempts,
            statuses=self.statuses,
            evidence=self.evidence,
            records=self.records,
            quick=self.quick,
            problem=None if self.problem is None else ErrorDetail.of(self.problem),
        )


class _Fold:
    """Folds the log as its verification goes by; what the fold finds counts once the log is known to be intact."""

    def __init__(self, required: Required | None = None) -> None:
        self.history = History(required)
        self.problem: IntegrityError | None = None
        self.approvals: list[Found] = []
        self.indexed_from: int | None = None
        """Where the entries begin that this version of gate wrote; gate 0.1 wrote those before."""

    def see(self, index: int, entry: Entry[Body]) -> None:
        """Take in the next entry, until one makes the story impossible."""
        if entry.record_index is not None and self.indexed_from is None:
            self.indexed_from = index
        if isinstance(entry.body, ApprovalBody):
            self.approvals += approvals_of([(index, entry)])
        if self.problem is None:
            try:
                self.history.add(index, entry)
            except IntegrityError as error:
                self.problem = error


def audit_store(
    workspace: Workspace,
    *,
    trust: Trust | None = None,
    known: Sequence[bytes] = (),
    records: Iterable[Path] = (),
    quick: bool = False,
) -> Audit:
    """Verify a store: entries, tree, checkpoints and keys; attempts, statuses, evidence and record files against them.

    Every entry is read once. ``trust`` is by default `trust_of` the store. ``known`` are checkpoints seen earlier or
    elsewhere: each must be a head of this log. ``quick`` leaves the evidence out, all but the documents that say which
    checks a verdict needed.
    Damage is the audit's ``problem``. Raises InfrastructureError when disk or database fail, IntegrityError when the
    database cannot be read, InputError when a record file cannot.
    """
    required = required_checks_of(workspace)
    fold, evidence = _Fold(required), Evidence(workspace)

    def see(index: int, entry: Entry[Body]) -> None:
        fold.see(index, entry)
        if not quick:
            evidence.see(entry)

    with workspace.ledger.snapshot() as snapshot:
        report = verify_storage(snapshot, trust or trust_of(workspace), known=known, observe=see)
        if report.finding is not None:
            return Audit(report, problem=report.finding.error())
        cached = snapshot.cached_statuses()
    if fold.problem is not None:
        return Audit(report, problem=fold.problem)
    audit = Audit(report, attempts=len(fold.history.attempts), quick=quick)
    try:
        check_approvals(fold.history, fold.approvals, required.judged)
        audit = replace(audit, statuses=_statuses(cached, fold))
        if evidence.problem is not None:
            raise evidence.problem
        audit = replace(audit, evidence=evidence.count)
        for path in records:
            refuse_stated_verdict(workspace, given_record(workspace, path))
            audit = replace(audit, records=audit.records + 1)
    except IntegrityError as error:
        return replace(audit, problem=error)
    return audit


def audit_export(path: Path, trust: Trust, *, known: Sequence[bytes] = ()) -> tuple[Audit, History]:
    """Verify an export alone, and fold the statuses from it; damage is the audit's ``problem``.

    Raises InfrastructureError when the files cannot be read.
    """
    fold = _Fold()
    report = verify_exported_log(path, trust, known=known, observe=fold.see)
    problem = fold.problem if report.finding is None else report.finding.error()
    if problem is not None:
        return Audit(report, problem=problem), History()
    history = fold.history
    return Audit(report, attempts=len(history.attempts), statuses=len(history.by_claim), quick=True), history


@checked
def verify_export(export: Path | str, key: str, *, checkpoints: Sequence[Path | str] = ()) -> AuditReport:
    """Verify an export of the log (tiles folder or ``.jsonl``) alone; what does not hold is the report's ``problem``.

    ``key`` is the log's public key (C2SP verifier key) as its owner published it, or a file that holds it.
    ``checkpoints`` are files with checkpoints seen earlier or elsewhere: each must be a head of this log.

    Raises UsageError, InfrastructureError when a file cannot be read.
    """
    return audit_export(
        named_export(Path(export)), Trust.of(read_key(key)), known=read_checkpoints(map(Path, checkpoints))
    )[0].report()


def _statuses(cached: Sequence[CachedStatus], fold: _Fold) -> int:
    history = fold.history
    for row in cached:
        found = claim_standing(history, row.record_id, row.claim_id)
        index = history.attempts[found.attempt].index if found.attempt else None
        older = index is not None and (fold.indexed_from is None or index < fold.indexed_from)
        # Gate 0.1 kept no index.
        same_index = row.verdict_index == index or (older and row.verdict_index is None)
        if not same_index or (row.status, row.reason, row.evaluated) != (found.status, found.reason, found.evaluated):
            raise _differs(
                "status.differs",
                f"the table says {row.status} of {row.record_id} claim {row.claim_id} by entry {row.verdict_index}, "
                f"the log says {found.status} by entry {index}: {found.reason}",
            )
    missing = set(history.by_claim) - {(row.record_id, row.claim_id) for row in cached}
    for record, claim in sorted(missing):
        if any(view.verdict for view in history.of_claim(record, claim)):
            raise _differs("status.missing", f"the table has no status of {record} claim {claim}")
    return len(cached)


def _differs(code: str, message: str) -> IntegrityError:
    return IntegrityError(code, message, hint="the log is what counts; find out who changed the table")
