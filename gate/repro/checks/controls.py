"""R3 and R4, made from the control runs (docs/reproduction-judge.md, "Controls").

R3, `repro.data`: does the result come from the data?

- withheld data: the run fails, or every value leaves its tolerance; a script that still gives the published number
  had it from somewhere else;
- re-encoded data: every value stays inside; a script that knows the file by its bytes does not survive this;
- perturbed data (permuted, resampled, and all controls below): every value that is not declared fixed leaves its
  tolerance at least once;
- scaled and shifted outcomes: a value whose statistic the claim declares follows them, starting from what the base runs
  gave. A constant that was added to an honest result does not.

R4, `repro.relations`: do the relations hold that the claim declares?
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gate.model.check import Check, failed, inconclusive, passed
from gate.model.expected import Expected
from gate.repro.check_data import DataDependenceData, RelationsData
from gate.repro.checks.base import not_reached
from gate.repro.checks.finding import REFUSES, Finding, followed, shown, unreadable
from gate.repro.checks.observed import Observed, readable, some
from gate.repro.claim.parts import Part
from gate.repro.claim.statistic import statistic_effects
from gate.repro.data.control import DRAWS, FOLLOWED, PERTURBED, WITHHELD
from gate.repro.rules.base import Comparison
from gate.repro.rules.number import NumberRule
from gate.repro.runs.plan import PlannedRun
from gate.repro.runs.results import Values

DATA, RELATIONS = "repro.data", "repro.relations"
_ONE = Decimal(1)


def data_check(observed: Observed, expected: Expected) -> Check:
    """The check `repro.data`; inconclusive for a claim without data, which a constant would satisfy."""
    if not expected.data:
        reason = (
            "the claim declares no data, so nothing can show that its values are computed: R2 is the most it reaches; "
            "add the data to the claim, or judge under a policy with repro.allow_without_data"
        )
        return inconclusive(DATA, "without-data", reason, evidence=observed.evidence)
    planned = observed.controls(*WITHHELD, "re-encoded", *PERTURBED, *FOLLOWED, *DRAWS)
    if not observed.complete or any(run.name not in observed.finished for run in planned):
        return not_reached(DATA, observed)
    withheld = [_withheld(observed, run) for run in observed.controls(*WITHHELD)]
    reencoded = [_reencoded(observed, run) for run in observed.controls("re-encoded")]
    perturbed = [_perturbed(observed, run) for run in observed.controls(*PERTURBED)]
    follow = list(_followed(observed, expected))
    findings = [*withheld, *reencoded, *perturbed, *follow]
    unmoved = _unmoved(observed)
    data: DataDependenceData = {"controls": [finding.to_json() for finding in findings], "unmoved": unmoved}
    if observed.plan.left_out:
        data["left_out"] = [{"control": one.control, "why": one.why} for one in observed.plan.left_out]
    evidence = observed.evidence

    wrong = _first_wrong([*withheld, *reencoded])
    undecided = _first_undecided(findings)
    if wrong is None and undecided is None:
        shuffled = [readable(observed.finished[run.name]) for run in observed.controls(*PERTURBED)]
        if shuffled and all(values is None for values in shuffled):
            reason = "the script gave no result on permuted and resampled data, which are valid data"
            return failed(DATA, "control-crashed", reason, evidence=evidence, data=data)
        if unmoved and any(readable(observed.finished[run.name]) is None for run in observed.plan.draws):
            # Whether that is a lie depends on the publication, which `repro.recomputed` judges.
            reason = f"{some(unmoved)} did not change where the script gave a result, and on other data it gave none"
            return inconclusive(DATA, REFUSES, reason, evidence=evidence, data=data)
        if unmoved and _too_small(observed):
            reason = (
                f"{some(unmoved)} did not change, but the data are too few or too uniform for the controls to move "
                "anything: the claim's fault, not the script's"
            )
            return inconclusive(DATA, "data-too-small", reason, evidence=evidence, data=data)
        if unmoved:
            reason = f"{some(unmoved)} kept the published value under every change of the data: not computed from them"
            return failed(DATA, "constant", reason, evidence=evidence, data=data)
    wrong = wrong or _first_wrong(follow)
    if wrong is not None:
        return failed(DATA, wrong.code, wrong.sentence, evidence=evidence, data=data)
    if undecided is not None:
        return inconclusive(DATA, undecided.code, undecided.sentence, evidence=evidence, data=data)
    reason = f"{len(findings)} controls: fails without the data, follows changed data, ignores mere re-encoding"
    return passed(DATA, reason, evidence=evidence, data=data)


def relations_check(observed: Observed, expected: Expected) -> Check:
    """The check `repro.relations`."""
    planned = observed.controls(relations=True)
    if not observed.complete or any(run.name not in observed.finished for run in planned):
        return not_reached(RELATIONS, observed)
    findings = list(_related(observed, expected))
    related = dict.fromkeys(effect.quantity for relation in expected.relations for effect in relation.effects)
    data: RelationsData = {"controls": [finding.to_json() for finding in findings], "quantities": list(related)}
    evidence = observed.evidence
    broken, undecided = _first_wrong(findings), _first_undecided(findings)
    if broken is not None:
        return failed(RELATIONS, broken.code, broken.sentence, evidence=evidence, data=data)
    if undecided is not None:
        return inconclusive(RELATIONS, undecided.code, undecided.sentence, evidence=evidence, data=data)
    return passed(RELATIONS, f"{len(findings)} declared relations hold", evidence=evidence, data=data)


def _first_wrong(findings: Sequence[Finding]) -> Finding | None:
    return next((finding for finding in findings if finding.code and not finding.undecided), None)


def _first_undecided(findings: Sequence[Finding]) -> Finding | None:
    return next((finding for finding in findings if finding.undecided), None)


def _withheld(observed: Observed, run: PlannedRun) -> Finding:
    expected = "that the script fails or its results change"
    finished = observed.finished[run.name]
    values = readable(finished)
    if values is None:
        return Finding(run, expected, f"gave no result ({finished.ending})")
    comparisons = _against_publication(observed, values)
    kept = [
        part.name
        for part in observed.parts
        if not part.fixed and comparisons[part.name].inside and not _of_nothing(observed, run, part)
    ]
    if kept:
        happened = f"still gave the published {some(kept)}"
        return Finding(run, expected, happened, "fallback", values=shown(comparisons, values))
    return Finding(run, expected, "gave other results", values=shown(comparisons, values))


def _of_nothing(observed: Observed, run: PlannedRun, part: Part) -> bool:
    """Whether the published value may be what honest code says of no rows: a word (NaN is not below 0.05), or zero."""
    if part.name not in observed.computed or run.control is None or run.control.change != "withheld-empty":
        return False
    return not isinstance(part.rule, NumberRule) or not part.rule.centre


def _reencoded(observed: Observed, run: PlannedRun) -> Finding:
    expected = "that the results stay the same"
    if run.name in observed.idle:
        return Finding(run, expected, "was not tested: the claim leaves nothing free to re-encode")
    finished = observed.finished[run.name]
    values = readable(finished)
    if values is None:
        return unreadable(observed, run, finished, expected, "re-encoded-crashed")
    comparisons = {part.name: _still(observed, part, values) for part in observed.parts}
    moved = [name for name, one in comparisons.items() if not one.inside]
    if moved:
        happened = f"gave another {some(moved)}"
        return Finding(run, expected, happened, "re-encoded-moved", values=shown(comparisons, values))
    return Finding(run, expected, "gave the same results", values=shown(comparisons, values))


def _still(observed: Observed, part: Part, values: Values) -> Comparison:
    if part.random:
        return part.rule.agree(values[part.name], observed.centre(part), scale=_ONE, runs=observed.spread(part))
    return part.rule.compare(values[part.name])


def _perturbed(observed: Observed, run: PlannedRun) -> Finding:
    """What one perturbation did. By itself it is never wrong: a shuffle may leave a value where it was."""
    expected = "that results which depend on the data change"
    finished = observed.finished[run.name]
    values = readable(finished)
    if values is None:
        return unreadable(observed, run, finished, expected, "")
    comparisons = _against_publication(observed, values)
    moved = [name for name, one in comparisons.items() if not one.inside]
    happened = f"changed {some(moved)}" if moved else "changed nothing"
    return Finding(run, expected, happened, values=shown(comparisons, values))


def _changed(observed: Observed) -> list[PlannedRun]:
    return [*observed.controls(*PERTURBED, *FOLLOWED, *DRAWS), *observed.controls(relations=True)]


def _too_small(observed: Observed) -> bool:
    """Whether no control had enough data to move an honest script's values for certain."""
    return all(run.name in observed.idle or run.name in observed.small for run in _changed(observed))


def _unmoved(observed: Observed) -> list[str]:
    """The parts that no change of the data moved, of those that depend on the data."""
    changed = (*observed.controls(*PERTURBED, *FOLLOWED, *DRAWS), *observed.controls(relations=True))
    finished = (observed.finished[run.name] for run in changed if run.name in observed.finished)
    results = [values for run in finished if (values := readable(run)) is not None]
    return [
        part.name
        for part in observed.parts
        if not part.fixed
        and part.name not in observed.still
        and all(_stays(observed, part, values) for values in results)
    ]


def _stays(observed: Observed, part: Part, values: Values) -> bool:
    """Whether a part has its published value; where the gate computes it itself, the very value of the base runs.

    Changed data keep to the columns' ranges, so that an honest value may move and stay within a wide tolerance.
    """
    if part.name in observed.computed:
        return values[part.name] in observed.base_values(part)
    return part.rule.compare(values[part.name], observed.spread(part)).inside


def _against_publication(observed: Observed, values: Values) -> dict[str, Comparison]:
    return {part.name: part.rule.compare(values[part.name], observed.spread(part)) for part in observed.parts}


def _followed(observed: Observed, expected: Expected) -> Iterator[Finding]:
    for change in FOLLOWED:
        effects = statistic_effects(expected, change)
        for run in observed.controls(change):
            yield followed(observed, effects, run, crashed="follow-crashed", broken="does-not-follow")


def _related(observed: Observed, expected: Expected) -> Iterator[Finding]:
    for run in observed.controls(relations=True):
        assert run.control is not None
        assert run.control.relation is not None
        effects = expected.relations[run.control.relation].effects
        yield followed(observed, effects, run, crashed="relation-crashed", broken="relation-broken")
