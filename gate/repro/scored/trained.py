"""The judge of trained claims: a training script runs again, under controls, and the gate scores what it predicts.

The runs, their plan and their checks are those of the reproduction judge; only that a run's values are no numbers of
the script's, but the gate's own scores of its predictions. The labels are in no container in which submitted code runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from gate.model.artifact import Script
from gate.model.check import Check
from gate.model.claim import Claim, TrainedClaim
from gate.model.digest import canonical_json
from gate.model.errors import Fault, InputError
from gate.model.judging import ArtifactReader, Case, Evidence, Findings, Journal, Judged, Meaning, Specification
from gate.model.policy import Policy
from gate.model.required import TRAINED_CHECKS
from gate.model.scored import Trained
from gate.model.text import counted
from gate.model.verdict import Verdict
from gate.repro.checks.observed import Observed, readable
from gate.repro.checks.published import published_check
from gate.repro.checks.report import tables
from gate.repro.checks.review import review_check
from gate.repro.claim.doubts import doubts
from gate.repro.claim.methods import methods_in_words
from gate.repro.claim.review import review_subject
from gate.repro.claim.task import Task, checked_data, checked_files
from gate.repro.data.codec import Codec
from gate.repro.data.tables import Table
from gate.repro.judge import ReproJudge, checks_of, data_of_runs, ready_image
from gate.repro.methods.evaluate import program
from gate.repro.rules.base import Value
from gate.repro.runs.execute import Execution, Finished, evidence_name, runs_document
from gate.repro.runs.own_values import OwnValue
from gate.repro.runs.results import Refusal, RefusedError, Values
from gate.repro.scored.checks import leak_check, learns_check
from gate.repro.scored.predictions import read_anew, read_predictions, written_anew
from gate.repro.scored.scoring import Scoring
from gate.sandbox.interface import Sandbox

_PREDICTIONS = "predictions"
REMEMBERS = "a training script can hold what it pretends to learn"


class TrainedJudge(ReproJudge):
    """A `gate.model.judging.Judge` for trained claims. May be used from several threads at once."""

    claim = TrainedClaim
    manifests: Mapping[str, ArtifactReader] = {}
    levels: Mapping[str, Meaning] = {
        "trained": Meaning(
            "the training was run again here and its predictions score as published; a person read the script",
            "whether the script learns or remembers: its reviewer vouches for that, nothing else does",
        )
    }

    def load(self, claim: Claim) -> Specification:
        """The files with labels and those to train on, all pinned."""
        trained = _trained_of(claim)
        return Specification({file.path: file.sha256 for file in (*trained.labels, *trained.training)})

    def required(self, claim: Claim, policy: Policy) -> tuple[str, ...]:
        """The training under controls, and a review, whatever the policy."""
        return TRAINED_CHECKS

    def judge(self, case: Case, journal: Journal, sandbox: Sandbox) -> tuple[Check, ...]:
        """All checks of the training. Raises InputError and InfrastructureError, never for what a script did."""
        journal.stage("prepare", "claim, labels and training data")
        trained, policy = _trained_of(case.claim), case.policy.repro
        scoring = Scoring.of(trained, case, sandbox)
        task = _task(trained, scoring, case, sandbox)
        image, packages, lacks = ready_image(task, journal, sandbox)
        if lacks is not None:
            return (lacks,)
        plan = self.drawn_plan(case, task)
        evidence = {"plan": journal.keep(canonical_json(plan.to_json())), **packages}
        data, idle = data_of_runs(task, plan, policy, journal, sandbox)
        reader = PredictionReader(scoring, task.script.result)
        ran = Execution(sandbox, task, image, policy, journal, reader).run(plan, data, self._slots)
        evidence["runs"] = journal.keep(runs_document(plan, ran))
        if case.seed:  # said only now, when nothing that was submitted can make use of it any more
            journal.event("draws", {"seed": case.seed, "moving": 0})
        for name, run in sorted(ran.items()):
            evidence.update({evidence_name(name, output): digest for output, digest in run.outputs.items()})
        journal.stage("score", counted(len(ran), "file") + " of predictions")
        evidence["evaluator"] = journal.keep(program())
        finished = _scored(scoring, ran)
        observed = Observed(task.parts, "seed" in trained.varies, plan, finished, policy, evidence, idle)
        return (
            *checks_of(observed, task.expected),
            learns_check(observed, trained.taught),
            leak_check(scoring.leaks(task.files)),
            _review(case, scoring, ran),
            published_check(task, evidence),
        )

    def corroborate(
        self, claim: Claim, own: Judged, earlier: Iterable[Judged], evidence: Evidence
    ) -> tuple[Check, ...]:
        """Nothing: another training strengthens no review."""
        return ()

    def level(self, verdict: Verdict, checks: Sequence[Check]) -> str:
        """``trained`` once the training scored as published under all controls and a person read it."""
        passed = {check.id for check in checks if check.passed}
        return "trained" if set(TRAINED_CHECKS) <= passed else ""

    def meaning(self, level: str, checks: Sequence[Check]) -> Meaning:
        """The same of all."""
        return self.levels.get(level, Meaning())

    def methods(self, claim: Claim) -> tuple[str, ...]:
        """The metric of each score."""
        return tuple(methods_in_words(_trained_of(claim).quantities))

    def explain(self, checks: Sequence[Check]) -> Findings:
        """Scores by runs and what each control did, as tables."""
        again = ("That the training, run again here, gives predictions that the gate itself scores as published.",)
        return Findings(
            established=again if self.level(Verdict.INCONCLUSIVE, checks) else (),
            not_established=(
                "That the script learns from the training data and does not remember: its reviewer vouches for it.",
                "That the labels are right, and that nobody who wrote the script had seen them.",
            ),
            tables=tuple(tables(checks)),
        )


@dataclass(frozen=True, slots=True)
class PredictionReader:
    """Reads the predictions of a run; its one value is the text of the predictions, written anew."""

    scoring: Scoring
    result: str

    def read(
        self, outputs: Mapping[str, bytes], *, refused: Mapping[str, str] | None = None, nonce: str | None = None
    ) -> Values | Refusal:
        """The predictions, or why there are none."""
        if self.result in (refused or {}):
            return Refusal("not-a-plain-file", f"/out/{self.result} was not accepted: {(refused or {})[self.result]}")
        if self.result not in outputs:
            return Refusal("missing-file", f"/out/{self.result} was not written")
        declared, keys = self.scoring.scored.predictions, self.scoring.keys
        try:
            table = read_predictions(outputs[self.result], declared, keys, name=f"/out/{self.result}")
        except RefusedError as error:
            return error.refusal
        return {_PREDICTIONS: written_anew(table).decode()}


def _trained_of(claim: Claim) -> Trained:
    """What a trained claim says; its judge gets no other claims."""
    return cast(TrainedClaim, claim).trained


def _task(trained: Trained, scoring: Scoring, case: Case, sandbox: Sandbox) -> Task:
    """The script and what it sees. Raises InputError (fault: claim or artifact)."""
    script, expected = cast(Script, case.artifact.body), trained.running()
    data = checked_data(trained.training, case.claim_files, case.policy.repro.data_bytes)
    read = Codec(sandbox, case.policy.repro.run).read(trained.training, data)
    for path, (table, _) in read.items():
        if column := scoring.answers_in(table):
            raise InputError(
                "scored.labels-in-training",
                f"the column {column!r} of {path} holds the labels of the ids that are to be predicted",
                where=f"trained.training.{path}",
                hint="leave these rows' labels out of the files that the training sees",
                fault=Fault.CLAIM,
            )
    return Task(expected, scoring.parts, script, data, checked_files(expected, script, case.artifact_files))


def _scored(scoring: Scoring, ran: Mapping[str, Finished]) -> dict[str, Finished]:
    """The runs with the gate's scores as their values. Raises InputError (fault: claim), InfrastructureError."""
    predicted = {name: _table(values) for name, run in ran.items() if (values := readable(run)) is not None}
    if not predicted:
        return dict(ran)
    scores = dict(zip(predicted, scoring.score(list(predicted.values())), strict=True))
    chosen = _variants(scoring, [scores[name] for name in sorted(scores) if ran[name].run.kind == "base"])
    return {
        name: replace(run, values=_values(scores[name], chosen)) if name in scores else run for name, run in ran.items()
    }


def _table(values: Values) -> Table:
    return read_anew(str(values[_PREDICTIONS]).encode())


def _variants(scoring: Scoring, base: Sequence[Sequence[OwnValue]]) -> list[int]:
    """For each quantity the variant of its metric that fits the publication in most base runs."""
    parts = {part.name: part for part in scoring.parts}

    def fits(index: int) -> int:
        each = [scores[index].values for scores in base]
        return sum(
            all(parts[name].rule.compare(value).inside for name, value in values.items()) for values in each if values
        )

    best: dict[str, int] = {}
    for index, variant in enumerate(scoring.methods.variants):
        name = variant.quantity.name
        if name not in best or fits(index) > fits(best[name]):
            best[name] = index
    return list(best.values())


def _values(scores: Sequence[OwnValue], chosen: Sequence[int]) -> Values | Refusal:
    values: dict[str, Value] = {}
    for index in chosen:
        if scores[index].values is None:
            return Refusal("no-score", f"the predictions have no score: {scores[index].trouble}")
        values.update(scores[index].values or {})
    return values


def _review(case: Case, scoring: Scoring, ran: Mapping[str, Finished]) -> Check:
    """The check `repro.method-review`: always a person, and what in the metric that person must look at as well."""
    subject = review_subject(case.claim, case.artifact_files)
    first = next((values for run in ran.values() if (values := readable(run)) is not None), None)
    tables = scoring.labels if first is None else scoring.tables(_table(first))
    why = (REMEMBERS, *doubts(scoring.expected, tables))
    return review_check(case.claim.id, subject, (), why, reviewed=subject in case.approved, what="training script")
