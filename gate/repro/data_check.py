"""R3: does the result come from the data? Made from the control runs (docs/reproduction-judge.md, "Controls").

- withheld data: the run fails, or every value leaves its tolerance; a script that still gives the published number
  had it from somewhere else;
- re-encoded data: every value stays inside; a script that knows the file by its bytes does not survive this;
- perturbed data (permuted, resampled, and the controls of declared relations): every value that is not declared fixed
  leaves its tolerance at least once.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gate.model.check import Check, Outcome, inconclusive, passed
from gate.model.digest import Json
from gate.repro.base_checks import not_reached
from gate.repro.observed import Observed, Values, readable, some, tell
from gate.repro.parts import Part
from gate.repro.plan import PERTURBED, WITHHELD, PlannedRun
from gate.repro.rules import Comparison, close_to, compare
from gate.repro.runs import Finished

DATA = "repro.data"
_ONE = Decimal(1)
_SHOWN_PARTS = 50


@dataclass(frozen=True, slots=True)
class Finding:
    """What one control came to. ``code`` is empty when it did what it must."""

    run: PlannedRun
    expected: str
    happened: str
    code: str = ""
    undecided: bool = False
    values: Json = None

    @property
    def ok(self) -> bool:
        return not self.code

    def to_json(self) -> dict[str, Json]:
        change = self.run.control.what if self.run.control else ""
        return {
            "control": self.run.name,
            "change": change,
            "expected": self.expected,
            "happened": self.happened,
            "ok": self.ok,
            "code": self.code,
            "values": self.values,
        }


def table(comparisons: dict[str, Comparison], values: Values) -> Json:
    """The first parts of a control for people: value, inside or not, distance."""
    return {
        name: {"value": tell(values[name]), "inside": one.inside, "distance": one.distance}
        for name, one in list(comparisons.items())[:_SHOWN_PARTS]
    }


def unreadable(observed: Observed, run: PlannedRun, finished: Finished, expected: str, code: str) -> Finding:
    """A control on valid data that gave no result: the script's own doing, unless the limit was near anyway."""
    happened = finished.ending if not finished.result.clean else "no acceptable result"
    if finished.limited and not observed.quick:
        return Finding(run, expected, f"met a limit ({happened})", "control-limit", undecided=True)
    return Finding(run, expected, f"gave no result ({happened})", code)


def data_check(observed: Observed) -> Check:
    """The check `repro.data`."""
    planned = observed.controls(*WITHHELD, "re-encoded", *PERTURBED)
    if not observed.complete or any(run.name not in observed.finished for run in planned):
        return not_reached(DATA, observed)
    findings = [_withheld(observed, run) for run in observed.controls(*WITHHELD)]
    findings += [_reencoded(observed, run) for run in observed.controls("re-encoded")]
    perturbed, unmoved, readable_count = _perturbed(observed)
    findings += perturbed
    data: Json = {"controls": [finding.to_json() for finding in findings], "unmoved": unmoved}
    verdict = next((f for f in findings if f.code and not f.undecided), None)
    if verdict is not None:
        assert verdict.run.control is not None
        reason = (
            f"data {verdict.run.control.change.replace('-', ' ')}: expected that {verdict.expected}, but the script "
        )
        return Check(DATA, Outcome.FAIL, reason + verdict.happened, verdict.code, observed.evidence, data)
    undecided = next((f for f in findings if f.undecided), None)
    if undecided is not None:
        reason = f"control {undecided.run.name} {undecided.happened}"
        return inconclusive(DATA, undecided.code, reason, evidence=observed.evidence, data=data)
    if unmoved:
        if not readable_count:
            reason = "the script gave no result on any permuted or resampled data, although they are valid data"
            return Check(DATA, Outcome.FAIL, reason, "control-crashed", observed.evidence, data)
        reason = f"{some(unmoved)} kept the published value under every change of the data: not computed from them"
        return Check(DATA, Outcome.FAIL, reason, "constant", observed.evidence, data)
    return passed(
        DATA,
        f"{len(findings)} controls: fails without the data, follows changed data, ignores mere re-encoding",
        evidence=observed.evidence,
        data=data,
    )


def _compared(observed: Observed, values: Values) -> dict[str, Comparison]:
    return {part.name: compare(part, values[part.name], observed.spread(part)) for part in observed.parts}


def _withheld(observed: Observed, run: PlannedRun) -> Finding:
    expected = "the script fails or its results change"
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
    expected = "the results stay the same"
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
        return close_to(part, values[part.name], observed.centre(part), scale=_ONE, base=observed.spread(part))
    return compare(part, values[part.name])


def _perturbed(observed: Observed) -> tuple[list[Finding], list[str], int]:
    """Findings of perturbing controls, the parts that none of them moved, and how many gave a result at all."""
    findings = []
    moved: set[str] = set()
    count = 0
    expected = "results that depend on the data change"
    for run in (*observed.controls(*PERTURBED), *observed.controls(relations=True)):
        finished = observed.finished.get(run.name)
        values = readable(finished) if finished else None
        relation = run.control is not None and run.control.relation is not None
        if finished is None or values is None:
            if finished is not None and not relation:
                finding = unreadable(observed, run, finished, expected, "")
                findings.append(finding)
            continue
        count += 1
        comparisons = _compared(observed, values)
        now = [name for name, one in comparisons.items() if not one.inside]
        moved.update(now)
        if not relation:
            happened = f"changed {some(now)}" if now else "changed nothing"
            findings.append(Finding(run, expected, happened, values=table(comparisons, values)))
    unmoved = [part.name for part in observed.parts if not part.fixed and part.name not in moved]
    return findings, unmoved, count
