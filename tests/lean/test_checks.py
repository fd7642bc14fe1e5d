"""Which checks a proof needs."""

from gate.lean.checks import required
from gate.model.challenge import Challenge, ChallengeFile
from gate.model.policy import ExternalKernel, LeanPolicy


def challenge(holes: tuple[str, ...] = ()) -> Challenge:
    return Challenge(files=(ChallengeFile(path="C.lean"),), targets=("t",), holes=holes)


def test_required_checks_follow_from_claim_and_policy() -> None:
    always = ("lean.challenge", "lean.compile", "lean.decode", "lean.statement", "lean.axioms", "lean.kernel")
    kernel = ExternalKernel(name="second", image="lean-core", argv=("check",))
    assert required(None, LeanPolicy()) == always
    assert required(challenge(holes=("h",)), LeanPolicy()) == (*always, "lean.holes")
    strict = LeanPolicy(require_approval=True, kernels=(kernel,))
    assert required(challenge(), strict) == (*always, "lean.kernel-second", "lean.approval")
