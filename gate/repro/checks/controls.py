"""R3: does the result come from the data? Made from the control runs (docs/reproduction-judge.md, "Controls").

- withheld data: the run fails, or every value leaves its tolerance; a script that still gives the published number
  had it from somewhere else;
- re-encoded data: every value stays inside; a script that knows the file by its bytes does not survive this;
- perturbed data (permuted, resampled, and all controls below): every value that is not declared fixed leaves its
  tolerance at least once;
- scaled and shifted outcomes: a value whose statistic the claim declares follows them, starting from what the base runs
  gave. A constant that was added to an honest result does not.
"""

from __future__ import annotations

from decimal import Decimal

from gate.model.check import Check, Outcome, inconclusive, passed
from gate.model.digest import Json
from gate.model.expected import Expected
from gate.repro.checks.base import not_reached
from gate.repro.checks.finding import Finding, followed, table, unreadable
from gate.repro.checks.observed import Observed, readable, some
from gate.repro.claim.parts import Part
from gate.repro.rules.base import Comparison
from gate.repro.runs.plan import FOLLOWED, PERTURBED, WITHHELD, PlannedRun, statistic_effects
from gate.repro.runs.results import Values

DATA = "repro.data"
_ONE = Decimal(1)


def data_check(observed: Observed, expected: Expected) -> Check:
    """The check `repro.data`."""
    planned = observed.controls(*WITHHELD, "re-encoded", *PERTURBED, *FOLLOWED)
    if not observed.complete or any(run.name not in observed.finished for run in planned):
        return not_reached(DATA, observed)
    strict = [_withheld(observed, run) for run in observed.controls(*WITHHELD)]
    strict += [_reencoded(observed, run) for run in observed.controls("re-encoded")]
    perturbed, readable_count, unmoved = _perturbed(observed)
    follow = _followed(observed, expected)
    findings = [*strict, *perturbed, *follow]
    undecided = next((f for f in findings if f.undecided), None)
    data: Json = {"controls": [finding.to_json() for finding in findings], "unmoved": unmoved}

    def fail(code: str, reason: str) -> Check:
        return Check(DATA, Outcome.FAIL, reason, code, observed.evidence, data)

    for finding in strict:
        if finding.code and not finding.undecided:
            return fail(finding.code, finding.sentence)
    if undecided is None and not readable_count:
        return fail("control-crashed", "the script gave no result on permuted and resampled data, which are valid data")
    if unmoved and undecided is None:
        kept = f"{some(unmoved)} kept the published value under every change of the data: not computed from them"
        return fail("constant", kept)
    for finding in follow:
        if finding.code and not finding.undecided:
            return fail(finding.code, finding.sentence)
    if undecided is not None:
        return inconclusive(DATA, undecided.code, undecided.sentence, evidence=observed.evidence, data=data)
    return passed(
        DATA,
        f"{len(findings)} controls: fails without the data, follows changed data, ignores mere re-encoding",
        evidence=observed.evidence,
        data=data,
    )


def _followed(observed: Observed, expected: Expected) -> list[Finding]:
    codes = ("follow-crashed", "does-not-follow")
    return [
        followed(observed, statistic_effects(expected, change), run, codes)
        for change in FOLLOWED
        for run in observed.controls(change)
    ]


def _compared(observed: Observed, values: Values) -> dict[str, Comparison]:
    return {part.name: part.rule.compare(values[part.name], observed.spread(part)) for part in observed.parts}


def _withheld(observed: Observed, run: PlannedRun) -> Finding:
    expected = "that the script fails or its results change"
    finished = observed.finished[run.name]
    values = readable(finished)
    if values is None:
        return Finding(run, expected, f"gave no result ({finished.ending})")
    comparisons = _compared(observed, values)
    kept = [part.name for part in observed.parts if not part.fixed and comparisons[part.name].inside]
    shown = table(comparisons, values)
    if kept:
        return Finding(run, expected, f"still gave the published {some(kept)}", "fallback", values=shown)
    return Finding(run, expected, "gave other results", values=shown)


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
    shown = table(comparisons, values)
    if moved:
        return Finding(run, expected, f"gave another {some(moved)}", "re-encoded-moved", values=shown)
    return Finding(run, expected, "gave the same results", values=shown)


def _still(observed: Observed, part: Part, values: Values) -> Comparison:
    if part.random:
        return part.rule.agree(values[part.name], observed.centre(part), scale=_ONE, runs=observed.spread(part))
    return part.rule.compare(values[part.name])


def _perturbed(observed: Observed) -> tuple[list[Finding], int, list[str]]:
    """Findings of permuted and resampled data, how many of these gave a result, and the parts that nothing moved."""
    findings = []
    moved: set[str] = set()
    count = 0
    expected = "that results which depend on the data change"
    others = (*observed.controls(*FOLLOWED), *observed.controls(relations=True))
    for run in (*observed.controls(*PERTURBED), *others):
        finished = observed.finished.get(run.name)
        values = readable(finished) if finished else None
        if finished is None or values is None:
            if finished is not None and run not in others:
                findings.append(unreadable(observed, run, finished, expected, ""))
            continue
        comparisons = _compared(observed, values)
        now = [name for name, one in comparisons.items() if not one.inside]
        moved.update(now)
        if run not in others:
            count += 1
            happened = f"changed {some(now)}" if now else "changed nothing"
            findings.append(Finding(run, expected, happened, values=table(comparisons, values)))
    unmoved = [part.name for part in observed.parts if not part.fixed and part.name not in moved]
    return findings, count, unmoved


RELATIONS = "repro.relations"


def relations_check(observed: Observed, expected: Expected) -> Check:
    """The check `repro.relations`."""
    planned = observed.controls(relations=True)
    if not observed.complete or any(run.name not in observed.finished for run in planned):
        return not_reached(RELATIONS, observed)
    codes = ("relation-crashed", "relation-broken")
    findings = []
    for run in planned:
        assert run.control is not None
        assert run.control.relation is not None
        findings.append(followed(observed, expected.relations[run.control.relation].effects, run, codes))
    data: Json = {"controls": [finding.to_json() for finding in findings]}
    broken = next((f for f in findings if f.code and not f.undecided), None)
    if broken is not None:
        return Check(RELATIONS, Outcome.FAIL, broken.sentence, broken.code, observed.evidence, data)
    undecided = next((f for f in findings if f.undecided), None)
    if undecided is not None:
        return inconclusive(RELATIONS, undecided.code, undecided.sentence, evidence=observed.evidence, data=data)
    return passed(RELATIONS, f"{len(findings)} declared relations hold", evidence=observed.evidence, data=data)
