"""What an adopted policy needs of a claim: verdicts from before, or under other policies, that lack it do not count."""

from __future__ import annotations

from dataclasses import dataclass

from gate.log.attempts import AttemptView
from gate.model.check import Outcome
from gate.model.digest import Digest

POLICY_RAISED = "policy-raised"


@dataclass(frozen=True, slots=True)
class Requirement:
    """The checks that the policy with this digest needs of one version of a claim; ``since`` is the entry's time."""

    policy: Digest
    required: tuple[str, ...]
    since: str

    def missing(self, view: AttemptView) -> tuple[str, ...]:
        """The checks that an attempt did not pass."""
        outcomes: dict[str, bool] = {}
        for check, outcome in view.checks:
            outcomes[check] = outcomes.get(check, True) and outcome is Outcome.PASS
        return tuple(check for check in self.required if not outcomes.get(check, False))

    def lacks(self, view: AttemptView) -> str:
        """Why the VERIFIED of an attempt does not count, in a sentence; empty where it does."""
        missing = self.missing(view)
        if not missing:
            return ""
        level = f" at level {view.level}" if view.level else ""
        return (
            f"{POLICY_RAISED}: the adopted policy {self.policy.short} needs {', '.join(missing)}; attempt "
            f"{view.number}, VERIFIED{level}, does not have them"
        )
