"""Adopting a policy: from then on a verdict counts only if it has the checks that this policy needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gate.documents.amendment import AdoptionReport, ChangedStanding
from gate.engine.history.cache import refresh_status
from gate.engine.history.proven import required_checks_of
from gate.engine.inputs.intake import Intake
from gate.engine.inputs.policy import parse_policy
from gate.engine.inputs.stored import stored_claim
from gate.engine.workspace import Workspace
from gate.log.attempts import AttemptView
from gate.log.kinds import AdoptionBody, RequirementBody
from gate.log.requirement import Requirement
from gate.log.status import History, Standing, claim_standing, fold_log
from gate.model.digest import canonical_json
from gate.model.errors import InputError
from gate.model.policy import Policy
from gate.model.verdict import Verdict
from gate.store.attempts import Attempt
from gate.store.keys import public_keys
from gate.store.ledger import Transaction


@dataclass(frozen=True, slots=True)
class _Consequence:
    """What the policy needs of a claim that has a verdict which would otherwise be judged by something else."""

    view: AttemptView
    required: tuple[str, ...]
    before: Standing
    after: Standing

    def report(self) -> ChangedStanding:
        return ChangedStanding(
            record=self.view.record,
            claim=self.view.claim,
            before=self.before.status,
            now=self.after.status,
            reason=self.after.reason,
        )


def adopt_policy(workspace: Workspace, *, dry_run: bool) -> AdoptionReport:
    """Adopt the policy that the store judges under, or with ``dry_run`` say what that would change.

    In one transaction: an entry for the policy, and one for each claim with a VERIFIED verdict to which it makes a
    difference. What was adopted already is not adopted again.
    """
    policy = workspace.policy.for_new_attempts()
    with workspace.ledger.transaction() as tx:
        last = workspace.ledger.last_of_kind(AdoptionBody)
        found = list(_consequences(workspace, tx, policy))
        is_new = last is None or last.body.digest != policy.digest
        if not dry_run:
            if is_new:
                document = canonical_json(policy.model_dump(mode="json"))
                tx.append(AdoptionBody(digest=workspace.blobs.put(document), version=policy.version))
            for one in found:
                _append(tx, policy, one.view, one.required)
            for record, claim in dict.fromkeys((one.view.record, one.view.claim) for one in found):
                refresh_status(tx, record, claim)
    return AdoptionReport(
        policy=policy.digest,
        version=policy.version,
        adopted=is_new and not dry_run,
        already=not is_new,
        claims=tuple(one.report() for one in found if one.before.status is not one.after.status),
    )


def note_requirement(workspace: Workspace, tx: Transaction, intake: Intake, attempt: Attempt) -> None:
    """Log what the adopted policy needs of the claim of an attempt that is judged under one that asks for less.

    Otherwise its verdict would count though those of before do not.
    """
    adopted = workspace.ledger.last_of_kind(AdoptionBody)
    if adopted is None or adopted.body.digest == workspace.policy.digest:
        return
    policy = parse_policy(workspace.blobs.get(adopted.body.digest), where="adopted policy")
    required = workspace.judges.required(intake.claim, policy)
    noted = [
        entry.body
        for _, entry in tx.entries(record=attempt.record_id, claim=attempt.claim_id, kind=RequirementBody)
        if entry.body.claim_digest == attempt.claim_digest
    ]
    is_noted = bool(noted) and noted[-1].policy_digest == policy.digest
    if is_noted or set(required) <= set(workspace.judges.required(intake.claim, workspace.policy)):
        return
    body = RequirementBody(policy_digest=policy.digest, claim_digest=attempt.claim_digest, required=required)
    tx.append(body, record=attempt.record_id, claim=attempt.claim_id)


def _consequences(workspace: Workspace, tx: Transaction, policy: Policy) -> Iterator[_Consequence]:
    keys = public_keys(workspace.home)
    history = fold_log(tx.entries(), required_checks_of(workspace), log_keys=keys)
    for record, claim in sorted(history.by_claim):
        attempts = history.of_claim(record, claim)
        before = claim_standing(history, record, claim)
        versions = {view.claim_digest: view for view in attempts if view.verdict is Verdict.VERIFIED}
        changed = [(view, due) for view in versions.values() if (due := _due(workspace, history, view, policy))]
        for view, due in changed:
            history.requirements[record, claim, view.claim_digest] = due
        after = claim_standing(history, record, claim)
        for view, due in changed:
            yield _Consequence(view, due.required, before, after)


def _due(workspace: Workspace, history: History, view: AttemptView, policy: Policy) -> Requirement | None:
    """What the policy needs of the claim that an attempt was about; None where it changes nothing for its verdicts."""
    try:
        required = workspace.judges.required(stored_claim(workspace, view), policy)
    except InputError:  # of a kind that no judge here serves
        return None
    due = Requirement(policy.digest, required, "")
    noted = history.requirements.get((view.record, view.claim, view.claim_digest))
    if noted is not None:
        return None if set(noted.required) == set(required) else due
    verdicts = (one for one in history.of_claim(view.record, view.claim) if one.claim_digest == view.claim_digest)
    return due if any(one.verdict is Verdict.VERIFIED and due.missing(one) for one in verdicts) else None


def _append(tx: Transaction, policy: Policy, view: AttemptView, required: tuple[str, ...]) -> None:
    body = RequirementBody(policy_digest=policy.digest, claim_digest=view.intake.claim_digest, required=required)
    tx.append(body, record=view.record, claim=view.claim)
