"""The judge of scored claims: predictions in, the gate's own scores out. Nothing that was submitted is ever run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from gate.model.artifact import PredictionFile
from gate.model.check import Check, failed
from gate.model.claim import Claim, ScoredClaim
from gate.model.digest import Digest
from gate.model.judging import (
    ApprovalSubject,
    ArtifactReader,
    Case,
    Evidence,
    Findings,
    Journal,
    Judged,
    Meaning,
    Replay,
    Specification,
)
from gate.model.policy import Policy
from gate.model.required import SCORED_CHECKS
from gate.model.scored import Scored
from gate.model.verdict import Verdict
from gate.repro.check_data import RecomputedData
from gate.repro.checks.report import recomputed_table
from gate.repro.checks.review import REVIEW, review_check
from gate.repro.claim.doubts import doubts
from gate.repro.claim.methods import methods_in_words
from gate.repro.claim.review import APPROVALS, SAME_HANDS, approval_subject, review_subject
from gate.repro.data.tables import Table
from gate.repro.methods.evaluate import program
from gate.repro.runs.results import Refusal, RefusedError
from gate.repro.scored.checks import PREDICTIONS, SCORE, leak_check, not_scored, predictions_check, score_check
from gate.repro.scored.predictions import read_predictions, written_anew
from gate.repro.scored.scoring import Scoring
from gate.sandbox.interface import Sandbox

UNPINNED = "the claim pins no predictions, and whoever has the labels can write some that score anything"


class ScoredJudge:
    """A `gate.model.judging.Judge` for scored claims. May be used from several threads at once."""

    claim = ScoredClaim
    body = PredictionFile
    manifests: Mapping[str, ArtifactReader] = {}
    approvals = APPROVALS
    levels: Mapping[str, Meaning] = {
        "scored": Meaning(
            "the gate's own score of these predictions; not shown is what made them",
            "whether the model that the claim speaks of, or any, made them",
        )
    }

    def load(self, claim: Claim) -> Specification:
        """The files with labels, all pinned."""
        return Specification({file.path: file.sha256 for file in scored_of(claim).labels})

    def approval_subject(
        self, claim: Claim, files: Mapping[str, bytes], artifact: Mapping[str, bytes] | None = None
    ) -> ApprovalSubject:
        """The claim with its metric, which its owner signs; or the predictions, which a person reviewed."""
        return approval_subject(claim, artifact)

    def required(self, claim: Claim, policy: Policy) -> tuple[str, ...]:
        """Form, leak, score and review, whatever the policy."""
        return SCORED_CHECKS

    def judge(self, case: Case, journal: Journal, sandbox: Sandbox) -> tuple[Check, ...]:
        """All checks of the predictions. Raises InputError (fault: claim) and InfrastructureError."""
        journal.stage("prepare", "labels and predictions")
        scored = scored_of(case.claim)
        scoring = Scoring.of(scored, case, sandbox)
        (name,) = case.artifact.body.files
        content = case.artifact_files[name]
        raw = Digest.of(content)
        found = _read(content, scoring, name)
        evidence = {"evaluator": journal.keep(program())}
        if isinstance(found, Table):
            evidence["predictions"] = journal.keep(written_anew(found))
        copied = {name: content} if raw in {file.sha256 for file in scored.labels} else {}
        others = {path: data for path, data in case.artifact_files.items() if path != name}
        checks = [predictions_check(found, raw, evidence), leak_check(scoring.leaks({**others, **copied}))]
        if isinstance(found, Refusal):
            return (*checks, not_scored())
        journal.stage("score", f"{len(found.rows)} predictions")
        (own,) = scoring.score([found])
        pinned = scored.predictions.sha256
        checks.append(score_check(scoring, own, evidence, is_pinned=pinned == raw))
        return (*checks, self._review(case, scoring, found, raw))

    def _review(self, case: Case, scoring: Scoring, found: Table, raw: Digest) -> Check:
        """The check `repro.method-review`: pinned predictions and a plain metric need nobody."""
        pinned = scoring.scored.predictions.sha256
        if pinned not in (None, raw):
            reason = f"the claim is about the predictions {pinned}; these are {raw}"
            return failed(REVIEW, "other-predictions", reason)
        subject = review_subject(case.claim, case.artifact_files)
        hands = (SAME_HANDS,) if case.same_hands else ()
        why = (*(() if pinned else (UNPINNED,)), *hands, *doubts(scoring.expected, scoring.tables(found)))
        return review_check(case.claim.id, subject, (), why, reviewed=subject in case.approved, what="predictions")

    def corroborate(
        self, claim: Claim, own: Judged, earlier: Iterable[Judged], evidence: Evidence
    ) -> tuple[Check, ...]:
        """Nothing: other predictions say nothing about these."""
        return ()

    def level(self, verdict: Verdict, checks: Sequence[Check]) -> str:
        """``scored`` once form and score are right, whatever the verdict."""
        passed = {check.id for check in checks if check.passed}
        return "scored" if {PREDICTIONS, SCORE} <= passed else ""

    def meaning(self, level: str, checks: Sequence[Check]) -> Meaning:
        """The same of all."""
        return self.levels.get(level, Meaning())

    def methods(self, claim: Claim) -> tuple[str, ...]:
        """The metric of each score."""
        return tuple(methods_in_words(scored_of(claim).quantities))

    def explain(self, checks: Sequence[Check]) -> Findings:
        """The scores as a table."""
        return Findings(
            established=("That these predictions score so, by the claim's own metric and labels.",)
            if self.level(Verdict.INCONCLUSIVE, checks)
            else (),
            not_established=(
                "That the model which the claim speaks of made these predictions, or any model did.",
                "That the labels are right, and that nobody had them before.",
            ),
            tables=tuple(
                recomputed_table(cast(RecomputedData, check.data))
                for check in checks
                if check.id == SCORE and check.data is not None
            ),
        )

    def replay(self, checks: Sequence[Check], evidence: Evidence) -> Replay[Sandbox]:
        """The same again: nothing is drawn."""
        return Replay(self)


def scored_of(claim: Claim) -> Scored:
    """What a scored claim says; its judge gets no other claims."""
    return cast(ScoredClaim, claim).scored


def _read(content: bytes, scoring: Scoring, name: str) -> Table | Refusal:
    try:
        return read_predictions(content, scoring.scored.predictions, scoring.keys, name=name)
    except RefusedError as error:
        return error.refusal
