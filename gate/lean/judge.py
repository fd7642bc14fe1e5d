"""The Lean judge: from a claim's challenge and an artifact's sources to checks."""

from __future__ import annotations

from gate.lean.checks import SolutionChecks
from gate.lean.compare.goal import Goal
from gate.lean.compile.challenge import challenge_environment, compile_challenge
from gate.lean.compile.compiler import Failure
from gate.lean.compile.toolchain import Toolchains
from gate.lean.core.term import Terms
from gate.lean.olean.cache import OleanCache, default_folder
from gate.lean.olean.library import LibraryView
from gate.model.artifact import LeanProof
from gate.model.check import Check, inconclusive
from gate.model.claim import MathematicalClaim
from gate.model.errors import Fault, InputError
from gate.model.judging import Case, Journal
from gate.sandbox.interface import Sandbox


class LeanJudge:
    """A `gate.model.judging.Judge` for mathematical claims. May be used from several threads at once."""

    def __init__(self, sandbox: Sandbox, *, cache: OleanCache | None = None) -> None:
        """``cache`` keeps what is trusted (compiled challenges, libraries); by default in the user's cache folder."""
        self._sandbox = sandbox
        self._cache = cache or OleanCache(default_folder())
        self._toolchains = Toolchains(self._cache)

    def judge(self, case: Case, journal: Journal) -> tuple[Check, ...]:
        """All checks, in order, as far as the solution gets. Raises as `gate.model.judging.Judge` says.

        Everything about the claim is settled before submitted code runs.
        """
        claim, body = case.claim, case.artifact.body
        if not isinstance(claim, MathematicalClaim) or claim.challenge is None:
            raise InputError("claim.no-challenge", f"claim {claim.id} has no Lean challenge", fault=Fault.CLAIM)
        if not isinstance(body, LeanProof):
            raise InputError("artifact.wrong-kind", "a Lean claim needs a lean-proof", fault=Fault.ARTIFACT)
        journal.stage("challenge", claim.challenge.toolchain)
        goal = Goal.of(claim.challenge, case.policy.lean)
        toolchain, library = self._toolchains.load(self._sandbox, claim.challenge.toolchain)
        self._sandbox.self_test(toolchain.image)
        trusted = compile_challenge(self._sandbox, toolchain, library, claim.challenge, case, self._cache)
        if isinstance(trusted, Failure):
            return (inconclusive("lean.challenge", trusted.code, f"the claim's challenge: {trusted.reason}"),)
        view = LibraryView(library, Terms())
        environment = challenge_environment(trusted, view, goal)
        checks = SolutionChecks(
            self._sandbox, case, journal, claim.challenge, goal, toolchain, trusted, view, environment
        )
        return tuple(checks.run(body))
