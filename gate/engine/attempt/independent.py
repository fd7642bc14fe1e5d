"""R5: the results of an earlier, VERIFIED artifact for the same claim are compared with those of this one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gate.engine.attempt.stored import stored_intake
from gate.engine.history.workspace import Workspace
from gate.engine.inputs.intake import Intake
from gate.model.check import Check
from gate.model.claim import EmpiricalClaim
from gate.model.digest import Digest
from gate.model.expected import Expected
from gate.model.verdict import Verdict
from gate.repro.checks.independent import Party, independent_check, party

_BASE_RUN = re.compile(r"(base-[0-9]+)/(.+)")


def corroborate(workspace: Workspace, intake: Intake, checks: Sequence[Check]) -> tuple[Check, ...]:
    """The check `repro.independent`, when another artifact was VERIFIED for this claim as it stands; else nothing."""
    claim = intake.claim
    if not isinstance(claim, EmpiricalClaim) or claim.expected is None:
        return ()
    mine = _party(workspace, claim.expected, intake, checks)
    if not mine.results:
        return ()
    for view in reversed(workspace.history(intake.record.id).of_claim(intake.record.id, claim.id)):
        same_claim = view.claim_digest == str(claim.digest)
        other_artifact = view.artifact_digest != str(intake.artifact_digest)
        if view.verdict is Verdict.VERIFIED and view.revoked is None and same_claim and other_artifact:
            earlier = stored_intake(workspace, view.id)
            other = _party(workspace, claim.expected, earlier, workspace.checks_of(view.id))
            return (independent_check(claim.expected, mine, other),)
    return ()


def _party(workspace: Workspace, expected: Expected, intake: Intake, checks: Sequence[Check]) -> Party:
    """An artifact with the outputs that its base runs left, as the evidence of its checks names them."""
    evidence: dict[str, dict[str, Digest]] = {}
    for check in checks:
        for name, digest in check.evidence.items():
            if found := _BASE_RUN.fullmatch(name):
                evidence.setdefault(found[1], {})[found[2]] = digest
    kept = [
        {name: workspace.blobs.get(digest) for name, digest in outputs.items()}
        for _, outputs in sorted(evidence.items())
    ]
    return party(expected, intake.artifact, intake.artifact_files, kept)
