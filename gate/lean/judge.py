"""The Lean judge: from a claim's challenge and an artifact's sources to checks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from gate.lean.checks import SolutionChecks
from gate.lean.compare.goal import Goal
from gate.lean.compile.challenge import challenge_environment, compile_challenge
from gate.lean.compile.compiler import Failure
from gate.lean.compile.toolchain import Toolchains
from gate.lean.core.term import Terms
from gate.lean.explain.sentences import established
from gate.lean.olean.cache import OleanCache, default_folder
from gate.lean.olean.library import LibraryView
from gate.model.artifact import LeanProof
from gate.model.challenge import Challenge, challenge_digest
from gate.model.check import Check, inconclusive
from gate.model.claim import Claim, MathematicalClaim
from gate.model.errors import Fault, InputError
from gate.model.judging import (
    ApprovalSubject,
    ArtifactReader,
    Case,
    Evidence,
    Findings,
    Journal,
    Judged,
    Meaning,
    Replay,
    Specification,
    no_specification,
)
from gate.model.policy import Policy
from gate.model.required import lean_checks
from gate.model.verdict import Verdict
from gate.sandbox.interface import Sandbox


class LeanJudge:
    """A `gate.model.judging.Judge` for mathematical claims. May be used from several threads at once."""

    claim = MathematicalClaim
    body = LeanProof
    manifests: Mapping[str, ArtifactReader] = {}
    approvals = ("challenge", "hole")
    levels: Mapping[str, Meaning] = {
        "proof": Meaning(
            "a proof that every required kernel accepted",
            "whether the formal statement says what the claim's prose says",
        )
    }

    def __init__(self, *, cache: OleanCache | None = None) -> None:
        """``cache`` keeps what is trusted (compiled challenges, libraries); by default in the user's cache folder."""
        self._cache = cache or OleanCache(default_folder())
        self._toolchains = Toolchains(self._cache)

    def load(self, claim: Claim) -> Specification:
        """The challenge's files and its toolchain. Raises InputError ``claim.no-specification``."""
        challenge = _challenge_of(claim)
        if challenge is None:
            raise no_specification(claim, "a mathematical claim needs a challenge")
        return Specification({file.path: file.sha256 for file in challenge.files}, challenge.toolchain)

    def approval_subject(
        self, claim: Claim, files: Mapping[str, bytes], artifact: Mapping[str, bytes] | None = None
    ) -> ApprovalSubject:
        """The challenge: a person may find that it says what the claim's prose says.

        Raises InputError ``claim.no-challenge``, ``review.no-script`` where an artifact is to be reviewed.
        """
        if artifact is not None:
            message = f"claim {claim.id!r} is shown by a proof: kernels check it, there is no method to review"
            raise InputError("review.no-script", message, where=claim.id, fault=Fault.OPERATOR)
        challenge = _challenge_of(claim)
        if challenge is None:
            raise InputError("claim.no-challenge", f"claim {claim.id!r} has no challenge to approve", fault=Fault.CLAIM)
        return ApprovalSubject("challenge", challenge_digest(challenge, files))

    def required(self, claim: Claim, policy: Policy) -> tuple[str, ...]:
        """The whole chain from compile to kernel, and the approvals that claim and policy ask for."""
        return lean_checks(_challenge_of(claim), policy.lean)

    def corroborate(
        self, claim: Claim, own: Judged, earlier: Iterable[Judged], evidence: Evidence
    ) -> tuple[Check, ...]:
        """Nothing: a proof needs no witness."""
        return ()

    def methods(self, claim: Claim) -> tuple[str, ...]:
        """None: a proof has no method, it has a statement."""
        return ()

    def level(self, verdict: Verdict, checks: Sequence[Check]) -> str:
        """``proof`` for a verified one."""
        return "proof" if verdict is Verdict.VERIFIED else ""

    def meaning(self, level: str, checks: Sequence[Check]) -> Meaning:
        """With what a person approved of it."""
        found = self.levels.get(level, Meaning())
        if any(check.id == "lean.approval" and check.passed for check in checks):
            return Meaning(f"{found.establishes}; a person approved its statement", "whether that person erred")
        return found

    def explain(self, checks: Sequence[Check]) -> Findings:
        """Statement, axioms and kernels in sentences."""
        return established(checks)

    def replay(self, checks: Sequence[Check], evidence: Evidence) -> Replay[Sandbox]:
        """The judge as it is: nothing is drawn at random."""
        return Replay(self)

    def judge(self, case: Case, journal: Journal, sandbox: Sandbox) -> tuple[Check, ...]:
        """All checks, in order, as far as the solution gets. Raises as `gate.model.judging.Judge` says.

        Everything about the claim is settled before submitted code runs.
        """
        body, challenge = case.artifact.body, _challenge_of(case.claim)
        if challenge is None:
            raise InputError("claim.no-challenge", f"claim {case.claim.id} has no Lean challenge", fault=Fault.CLAIM)
        if not isinstance(body, LeanProof):
            raise InputError("artifact.wrong-kind", "a Lean claim needs a lean-proof", fault=Fault.ARTIFACT)
        journal.stage("challenge", challenge.toolchain)
        goal = Goal.of(challenge, case.policy.lean)
        toolchain, library = self._toolchains.load(sandbox, challenge.toolchain)
        sandbox.self_test(toolchain.image)
        trusted = compile_challenge(sandbox, toolchain, library, challenge, case, self._cache)
        if isinstance(trusted, Failure):
            return (inconclusive("lean.challenge", trusted.code, f"the claim's challenge: {trusted.reason}"),)
        view = LibraryView(library, Terms())
        environment = challenge_environment(trusted, view, goal)
        checks = SolutionChecks(
            sandbox, case, journal, challenge, goal, toolchain, trusted, view, environment, self._cache
        )
        return tuple(checks.run(body))


def _challenge_of(claim: Claim) -> Challenge | None:
    return claim.challenge if isinstance(claim, MathematicalClaim) else None
