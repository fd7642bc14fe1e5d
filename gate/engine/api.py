"""The library: one class that opens a store and does everything that Gate 2 does, with documents as results."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Unpack

from pydantic import Field

from gate.documents.amendment import (
    AdoptionReport,
    ApprovalReport,
    AssessmentReport,
    CorrectionReport,
    RevocationReport,
)
from gate.documents.attempt import AttemptReport, ExplanationReport, RerunPlan
from gate.documents.claim import ClaimExplanation
from gate.documents.kernel import RecheckReport
from gate.documents.log import (
    AuditReport,
    LogEntries,
)
from gate.documents.status import FieldChange, HistoryReport, StatusReport
from gate.engine.arguments import checked_methods
from gate.engine.attempt.rerun import differences, execute, plan_rerun
from gate.engine.attempt.run import run_attempt
from gate.engine.history import amend
from gate.engine.history.adoption import adopt_policy
from gate.engine.history.approval import approve, refuse_store_key
from gate.engine.history.assess import assess
from gate.engine.history.audit import audit_export, audit_store
from gate.engine.history.explain import explain
from gate.engine.history.find import AttemptChoice, find_attempt
from gate.engine.history.page import (
    field_change,
    find_record,
    history_report,
    page,
    refuse_stated_verdict,
    status_report,
)
from gate.engine.history.search import search
from gate.engine.history.version import record_changes
from gate.engine.inputs.intake import load, load_record
from gate.engine.inputs.policy import load_policy
from gate.engine.inputs.subject import subject_of
from gate.engine.inputs.trust import named_export, read_checkpoints, read_key, trust_of
from gate.engine.publish.export import log_proof, newest_checkpoint
from gate.engine.publish.output import refuse_existing, write_output
from gate.engine.publishing import Publishing
from gate.engine.recheck import recheck_attempt
from gate.engine.workspace import utc_now
from gate.log.signed import Approval
from gate.model.errors import UsageError
from gate.model.record import Record
from gate.store.people import PersonSigner

Count = Annotated[int, Field(ge=0)]


@checked_methods
class Gate(Publishing):
    """An opened store. Use it in a ``with`` block, or `close` it; open it with `Gate.open` or `Gate.init`.

    Every method raises InfrastructureError when the machine fails (disk, database, Docker) and IntegrityError when
    what the store holds is damaged; what else each raises is said with it. A method that writes raises UsageError
    ``store.opened-read-only`` when the store was opened with ``read_only=True``. An argument of another type than its
    annotation's, or text that no file or log can hold, is a UsageError ``argument.wrong-value``.

    Records are given as a file, or as the id of a record that was submitted before; attempts by their id, or by the
    record's id for the one whose verdict its standing rests on. Of a record's attempts, ``attempt`` (an id, or the
    number at the claim) or ``latest`` chooses another; ``claim`` says which claim, where several were tried.
    """

    # Attempts

    def submit(
        self,
        record: Path | str,
        artifact: Path | str,
        *,
        claim: str | None = None,
        policy: Path | str | None = None,
        identity: Path | str | None = None,
        passphrase_file: Path | str | None = None,
    ) -> AttemptReport:
        """Run Gate 2 on one artifact.

        ``claim`` may be left out when the record has one; ``policy`` is a file to judge under this once. The log names
        the system user; with ``identity``, a key file of the submitter's own as `approve` takes it, it holds their
        signature as well. Whatever the artifact does ends in a verdict, never in an exception.

        Raises InputError when record, claim files or artifact cannot be read as such (nothing is written then),
        UsageError ``submission.store-key`` for an identity that is the log's,
        IntegrityError ``record.stated-verdict`` when the record states a verdict that the log does not carry, and
        InterruptedRun after an interrupted attempt was closed.
        """
        workspace = self._writable()
        if policy is not None:
            workspace = replace(workspace, policy=load_policy(Path(policy)))
        workspace = replace(workspace, policy=workspace.policy.for_new_attempts())
        intake = load(Path(record), Path(artifact), claim, workspace.judges)
        signer = None if identity is None else _signer(identity, passphrase_file)
        if signer is not None:
            refuse_store_key(workspace.ledger, signer, "submission")
        return run_attempt(workspace, intake, self._open_sandbox, self._progress, signer=signer).report()

    def plan_rerun(self, name: str, **choice: Unpack[AttemptChoice]) -> RerunPlan:
        """What `rerun` would run. Raises UsageError ``attempt.unknown``, ``claim.ambiguous``."""
        view = find_attempt(self._workspace, name, **choice)
        return plan_rerun(self._workspace, view).report()

    def rerun(self, name: str, **choice: Unpack[AttemptChoice]) -> AttemptReport:
        """Run an attempt again, exactly: the same bytes, policy, seeds, controls and order. It is a new attempt.

        ``differences`` of the report says which checks came out otherwise. Raises as `plan_rerun` and `submit` do.
        """
        workspace = self._writable()
        view = find_attempt(workspace, name, **choice)
        planned = plan_rerun(workspace, view)
        outcome = execute(planned, self._open_sandbox, self._progress)
        changed = tuple(differences(planned, outcome))
        return outcome.report().model_copy(update={"differences": changed})

    # Reading

    def status(self, record: Path | str) -> StatusReport:
        """The status of a record and of its claims, folded from the log.

        Raises UsageError ``record.unknown``, InputError, and IntegrityError ``record.stated-verdict`` when the record
        states a verdict that the log does not carry.
        """
        found = find_record(self._workspace, record)
        refuse_stated_verdict(self._workspace, found)
        return status_report(page(self._workspace, found))

    def record(self, record: Path | str) -> Record:
        """A record itself, by file or id. Raises UsageError ``record.unknown``, InputError."""
        return find_record(self._workspace, record)

    def changes(self, before: Path | str, now: Path | str) -> tuple[FieldChange, ...]:
        """What one version of a record says otherwise than another. Raises as `record` does."""
        return tuple(map(field_change, record_changes(self.record(before), self.record(now))))

    def history(self, record: Path | str) -> HistoryReport:
        """Every attempt at a record's claims, oldest first. Raises UsageError ``record.unknown``, InputError."""
        return history_report(page(self._workspace, find_record(self._workspace, record)))

    def explain(self, name: str, **choice: Unpack[AttemptChoice]) -> ExplanationReport | ClaimExplanation:
        """What an attempt established, what it did not, and on what evidence; of a claim that no artifact can show
        (quoted, derived), what its standing rests on.

        Raises UsageError ``attempt.unknown``, ``claim.ambiguous``.
        """
        return explain(self._workspace, name, **choice)

    def recheck(self, name: str, **choice: Unpack[AttemptChoice]) -> RecheckReport:
        """The declarations of an attempt's proof, checked again by the gate's own kernel, from its evidence.

        Raises UsageError ``attempt.unknown``, ``attempt.no-export``, ``claim.ambiguous``.
        """
        return recheck_attempt(self._workspace, find_attempt(self._workspace, name, **choice))

    def audit(
        self,
        *,
        key: str | None = None,
        export: Path | str | None = None,
        checkpoints: Sequence[Path | str] = (),
        records: Sequence[Path | str] = (),
        quick: bool = False,
    ) -> AuditReport:
        """Verify the log and everything that follows from it; what does not hold is the report's ``problem``.

        ``key`` is the public key that must have signed, or must vouch for the one that did: a C2SP verifier key or a
        file that holds it; by default that of the last head that was seen of this store. With ``export`` it is this
        export that is verified, under the policy of the store.
        ``checkpoints`` are files with checkpoints seen earlier or elsewhere: each must be a head of this log.
        ``records`` are record files whose stated verdicts must agree with the log. ``quick`` does not look whether
        the evidence is there and unchanged. Raises UsageError, InputError when such a file cannot be read, UsageError
        ``log.export-alone`` for ``records`` or ``quick`` with an ``export``.
        """
        trust = trust_of(self._workspace, None if key is None else read_key(key))
        known = read_checkpoints(map(Path, checkpoints))
        if export is not None:
            if records or quick:
                raise UsageError(
                    "log.export-alone",
                    "an export holds neither evidence nor what record files are compared with",
                    hint="verify the store, or the export without --record and --quick",
                )
            return audit_export(named_export(Path(export)), trust, known=known)[0].report()
        files = map(Path, records)
        return audit_store(self._workspace, trust=trust, known=known, records=files, quick=quick).report()

    def entries(
        self,
        *,
        last: Count | None = None,
        kind: str | None = None,
        record: str | None = None,
        claim: str | None = None,
        attempt: str | None = None,
        text: str | None = None,
    ) -> LogEntries:
        """Entries of the log, oldest first: of the ``last`` so many, those that name what is given.

        ``text`` must be in the entry's canonical JSON. Raises UsageError ``log.unknown-kind``.
        """
        named = {"record": record, "claim": claim, "attempt": attempt}
        return search(self._workspace.ledger, last=last, kind=kind, named=named, text=text)

    def checkpoint(self, *, since: Count | None = None) -> str:
        """The newest signed checkpoint (C2SP tlog-checkpoint).

        With ``since``, an earlier size, the proof that the log only grew from there comes before it, as in an
        ``add-checkpoint`` request of C2SP tlog-witness. Raises UsageError ``log.no-size``.
        """
        return newest_checkpoint(self._workspace, since).decode("utf-8")

    def prove(self, index: int) -> str:
        """The offline proof (C2SP tlog-proof) that one entry is in the log. Raises UsageError ``log.no-entry``."""
        return log_proof(self._workspace, index).to_bytes().decode("utf-8")

    def write_proof(self, index: int, path: Path | str, *, force: bool = False) -> None:
        """Write the proof to a file, with ``force`` over one that is there.

        Raises as `prove` does, UsageError ``proof.exists``, and InfrastructureError ``proof.write``.
        """
        refuse_existing(Path(path), what="proof", force=force)
        write_output(Path(path), self.prove(index).encode("utf-8"), what="proof")

    # What people add

    def approve(
        self,
        record: Path | str,
        *,
        approver: str,
        note: str,
        claim: str | None = None,
        hole: str | None = None,
        method: Path | str | None = None,
        key: Path | str | None = None,
        passphrase_file: Path | str | None = None,
    ) -> ApprovalReport:
        """Record a signed approval: of a claim (its challenge), a hole's value, or a script as its method.

        ``record`` is a file; ``hole`` is the digest of the value (from `explain`), ``method`` the artifact's folder.
        The approver signs with the key that the policy names for them: ``key`` is a file with the private key,
        OpenSSH's or gate's; by default, and for a file with the public key, the ssh-agent signs.
        Raises InputError for a claim that has nothing to approve; UsageError ``approval.…``, ``agent.…``, ``keys.…``.
        """
        workspace = self._writable()
        judges = workspace.judges
        found = load_record(Path(record), judges)
        about = found.claim(claim)
        script = None if method is None else Path(method)
        subject = subject_of(about, Path(record), judges, hole=hole, method=script)
        approval = Approval(found.id, about.id, subject.digest, subject.what, approver, note)
        signer = None if key is None else _signer(key, passphrase_file)
        index, signed_by = approve(workspace.ledger, workspace.policy, approval, judges.of(about).approvals, signer)
        return ApprovalReport(subject=subject.digest, what=subject.what, log_index=index, key=str(signed_by))

    def correct(self, record: Path | str, *, kind: str, text: str, claim: str | None = None) -> CorrectionReport:
        """Add an item to a record's correction record; without ``claim`` it is about the whole record.

        A retraction makes the claims Unverified. Raises UsageError ``correction.unknown-kind``, ``record.unknown``;
        InputError for an unknown claim.
        """
        workspace = self._writable()
        found = find_record(workspace, record)
        item = amend.correct(workspace, found, kind=kind, text=text, claim=claim, clock=utc_now)
        standing = page(workspace, found).standing
        return CorrectionReport(record=found.id, item=item, status=standing.status, kind=kind, reason=standing.reason)

    def adopt_policy(self, *, dry_run: bool = False) -> AdoptionReport:
        """Adopt the store's policy: from now on a verdict counts only if it has the checks that this policy needs.

        Those of before stay in the history, and their claims are Unverified, ``policy-raised``. With ``dry_run``
        nothing is written, and the report says what would change.
        """
        return adopt_policy(self._writable(), dry_run=dry_run)

    def assess(
        self,
        records: Sequence[Path | str | Record],
        *,
        published_before: str | None = None,
        operator: str | None = None,
        again: bool = True,
    ) -> AssessmentReport:
        """Log how records stand, so that their status has a time; nothing is judged.

        Unless ``again``, a record of which the log's newest entry says the very same gets no other one.

        ``published_before`` (a date, or RFC 3339) says of records that have no date when they were published at the
        latest; it is logged with the ``operator``'s name, by default the system user's. Raises UsageError
        ``record.unknown``, ``assess.dated``, ``assess.draft``, ``argument.wrong-value``; InputError.
        """
        workspace = self._writable()
        found = [name if isinstance(name, Record) else find_record(workspace, name) for name in records]
        return assess(workspace, found, published_before=published_before, operator=operator, again=again)

    def revoke(
        self,
        *,
        reason: str,
        attempt: str | None = None,
        toolchain: str | None = None,
        image: str | None = None,
        code: str = "operator",
    ) -> RevocationReport:
        """Revoke the VERIFIED verdict of an attempt, or all that relied on a toolchain or image (``sha256:…``).

        They stay in the history and no longer count. Raises UsageError ``revoke.what`` unless exactly one of the three
        is given, NothingToCheckError ``revoke.nothing`` when no verdict matches.
        """
        workspace = self._writable()
        matches = amend.exactly_one(attempt=attempt, toolchain=toolchain, image=image)
        done = amend.revoke(workspace, matches, attempt=attempt, code=code, reason=reason, toolchain=toolchain)
        return amend.revocation_report(done)


def _signer(key: Path | str, passphrase_file: Path | str | None) -> PersonSigner:
    return PersonSigner.from_file(Path(key), None if passphrase_file is None else Path(passphrase_file))
