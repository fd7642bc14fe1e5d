"""The Lean judge with the sandbox that it works in."""

from dataclasses import dataclass

from gate.lean.judge import LeanJudge
from gate.model.check import Check
from gate.model.judging import Case, Journal
from gate.sandbox.interface import Sandbox


@dataclass(frozen=True)
class BoundJudge:
    lean: LeanJudge
    sandbox: Sandbox

    def judge(self, case: Case, journal: Journal) -> tuple[Check, ...]:
        return self.lean.judge(case, journal, self.sandbox)
