"""The checks of predictions: their form, whether labels are among the files, and the gate's own scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gate.model.check import Check, failed, inconclusive, passed
from gate.model.digest import Digest
from gate.repro.check_data import PredictionsData, RecomputedData
from gate.repro.checks.base import not_reached
from gate.repro.checks.observed import Observed, readable, some
from gate.repro.checks.recomputed import published_rows
from gate.repro.data.tables import Table
from gate.repro.runs.own_values import OwnValue
from gate.repro.runs.results import Refusal
from gate.repro.scored.scoring import Scoring

PREDICTIONS, LEAK, SCORE, LEARNS = "scored.predictions", "scored.leak", "scored.score", "trained.learns"
LABELS_LEAK = "labels-leak"


def predictions_check(found: Table | Refusal, raw: Digest, evidence: Mapping[str, Digest]) -> Check:
    """The check `scored.predictions`. ``raw`` is the digest of the file that was handed in."""
    if isinstance(found, Refusal):
        return failed(PREDICTIONS, found.code, found.reason, evidence=evidence)
    data: PredictionsData = {"file": str(raw), "rows": len(found.rows)}
    reason = f"{len(found.rows)} predictions, exactly one for each label, of the declared form"
    return passed(PREDICTIONS, reason, evidence=evidence, data=data)


def leak_check(leak: str) -> Check:
    """The check `scored.leak`: what was handed in beside the predictions must not hold the labels."""
    if leak:
        return failed(LEAK, LABELS_LEAK, f"the labels are among what was handed in: {leak}")
    return passed(LEAK, "no other file that was handed in holds the labels, as far as a look at its text shows")


def not_scored() -> Check:
    """The check `scored.score` of predictions that could not be read."""
    return inconclusive(SCORE, "not-reached", "there are no predictions to score")


def score_check(scoring: Scoring, own: Sequence[OwnValue], evidence: Mapping[str, Digest], *, is_pinned: bool) -> Check:
    """The check `scored.score`: the published values are what the claim's own metric gives, at the printed precision.

    ``is_pinned``: the claim itself names these predictions, so a difference is the publication's.
    """
    without = next((one for one in own if one.values is None), None)
    if without is not None:
        return failed(SCORE, "no-score", f"these predictions have no score: {without.trouble}", evidence=evidence)
    parts = {part.name: part for part in scoring.parts}
    rows = list(published_rows(parts, scoring.methods, own))
    data: RecomputedData = {"quantities": rows, "without": []}
    wrong = next((row for row in rows if not row["inside"]), None)
    if wrong is not None:
        numbers = f"{wrong['name']} is published as {wrong['published']}, and {wrong['method']} gives {wrong['value']}"
        if is_pinned:
            reason = f"the publication differs from the score of its own predictions: {numbers}"
            return failed(SCORE, "method-differs", reason, evidence=evidence, data=data)
        reason = f"these predictions do not score what was published: {numbers}"
        return failed(SCORE, "score-differs", reason, evidence=evidence, data=data)
    reason = f"all {len(rows)} published values are what the claim's metric gives for these predictions"
    return passed(SCORE, reason, evidence=evidence, data=data)


def learns_check(observed: Observed, taught: Sequence[str]) -> Check:
    """The check `trained.learns`: other answers to learn from give other scores.

    ``taught`` are the training files that hold answers (columns with the role ``outcome``). A script that predicts from
    the test data alone, with a model that it brought along, moves with these but not with what it says it learns from.
    """
    if not observed.complete:
        return not_reached(LEARNS, observed)
    runs = [
        run
        for run in observed.controls("permuted", "resampled")
        if run.control is not None and run.control.file in taught and run.name in observed.finished
    ]
    each = [values for run in runs if (values := readable(observed.finished[run.name])) is not None]
    if not each:
        reason = "no run on other answers gave predictions, so nothing shows that any were learnt"
        return inconclusive(LEARNS, "control-crashed", reason, evidence=observed.evidence)
    kept = [
        part.name
        for part in observed.parts
        if all(part.rule.compare(values[part.name], observed.spread(part)).inside for values in each)
    ]
    if kept:
        reason = (
            f"{some(kept)} stays as published whatever answers stand in {some(list(taught))}: nothing is learnt there"
        )
        return failed(LEARNS, "does-not-learn", reason, evidence=observed.evidence)
    reason = f"every score leaves the published one on {len(each)} copies of {some(list(taught))} with other answers"
    return passed(LEARNS, reason, evidence=observed.evidence)
