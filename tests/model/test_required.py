"""Which checks VERIFIED needs, by claim and policy alone."""

import json

from gate.engine.judges import JUDGES
from gate.lean.kernel import official, own
from gate.model.challenge import Challenge, ChallengeFile
from gate.model.check import passed
from gate.model.claim import EmpiricalClaim, MathematicalClaim, QuotedClaim
from gate.model.decide import decide
from gate.model.policy import ExternalKernel, LeanPolicy, Policy, ReproPolicy, default_policy
from gate.model.required import lean_checks, repro_checks, required_checks
from gate.model.verdict import Verdict
from gate.repro.checks.base import MATCH, RESULT, RUN, STABLE
from gate.repro.checks.independent import INDEPENDENT
from tests.engine.counting import CountingClaim
from tests.samples import QUOTED


def challenge(holes: tuple[str, ...] = ()) -> Challenge:
    return Challenge(files=(ChallengeFile(path="C.lean"),), targets=("t",), holes=holes)


def test_required_checks_follow_from_claim_and_policy() -> None:
    always = ("lean.challenge", "lean.compile", "lean.decode", "lean.statement", "lean.axioms", "lean.kernel")
    kernel = ExternalKernel(name="second", image="lean-core", argv=("check",))
    assert lean_checks(None, LeanPolicy()) == always
    assert lean_checks(challenge(holes=("h",)), LeanPolicy()) == (*always, "lean.holes")
    strict = LeanPolicy(require_approval=True, kernels=(kernel,))
    assert lean_checks(challenge(), strict) == (*always, "lean.kernel-second", "lean.approval")


def test_the_ids_are_those_that_the_judges_give() -> None:
    assert {official.CHECK, own.CHECK} < set(lean_checks(challenge(), default_policy().lean))
    ids = repro_checks(None, ReproPolicy(require_independent=True))
    assert {RUN, RESULT, MATCH, STABLE, INDEPENDENT} <= set(ids)


def test_whoever_has_claim_and_policy_recomputes_what_the_engine_asks_for() -> None:
    for policy in (default_policy(), Policy(), Policy(repro=ReproPolicy(require_independent=True))):
        for claim in (
            MathematicalClaim(id="c1", kind="mathematical", statement="It holds.", challenge=challenge(("h",))),
            EmpiricalClaim(id="c1", kind="empirical", statement="It is so."),
        ):
            assert required_checks(claim, policy) == JUDGES.required(claim, policy)


def test_of_a_kind_of_claim_that_does_not_come_with_gate_nothing_is_known() -> None:
    claim = CountingClaim(
        id="c1", kind="counting", statement="Two.", lines=2, glossary={"path": "g.txt", "sha256": "00" * 32}
    )
    assert required_checks(claim, Policy()) is None


def test_a_quoted_number_requires_nothing_so_that_nothing_can_verify_it() -> None:
    quoted = QuotedClaim.model_validate_json(json.dumps(QUOTED))
    needed = required_checks(quoted, default_policy())
    assert needed == ()
    everything = [passed(name, "fine") for name in ("artifact.preflight", "repro.run", "lean.kernel")]
    assert decide(needed, everything).verdict is Verdict.INCONCLUSIVE
