"""R4: do the results follow the relations that the claim declares, when the gate scales, shifts or relabels the data?

A relation starts from what the base runs gave, not from the published value: a constant that was added to an honest
result shows itself, because it does not scale with the data.
"""

from __future__ import annotations

from gate.model.check import Check, Outcome, inconclusive, passed
from gate.model.digest import Json
from gate.model.expected import Expected
from gate.repro.base_checks import not_reached
from gate.repro.finding import followed
from gate.repro.observed import Observed

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
