"""The data of every check has the shape that `gate.lean.check_data` states: no field more, no required one less."""

from __future__ import annotations

import msgspec
import pytest

from gate.lean import check_data
from gate.model.check import Check, Outcome
from gate.model.digest import canonical_json
from gate.model.policy import ExternalKernel, LeanPolicy, Policy
from tests.lean.bound import BoundJudge
from tests.lean.corpus import Notes, make_case
from tests.lean.kernel.test_official import answer
from tests.lean.kernel.test_official import judge as official
from tests.lean.test_judge import CHALLENGE, FILLED, HOLE, IMPORT_KERNEL, SOLUTION

SHAPES: dict[str, type] = {
    "lean.challenge": check_data.ChallengeData,
    "lean.compile": check_data.CompileData,
    "lean.statement": check_data.StatementData,
    "lean.axioms": check_data.AxiomData,
    "lean.kernel": check_data.OfficialKernelData,
    "lean.kernel-import": check_data.ArenaKernelData,
    "lean.holes": check_data.HolesData,
}


def assert_shaped(check: Check) -> None:
    if check.id in ("lean.decode", "lean.approval"):
        assert check.data is None
    else:
        assert msgspec.convert(check.data, SHAPES[check.id]) == check.data
        canonical_json(check.data)  # it can be kept


CASES = {
    "verified": make_case(CHALLENGE, SOLUTION, ["target"]),
    "does not compile": make_case(CHALLENGE, {"Solution.lean": "theorem target : 1 = := rfl\n"}, ["target"]),
    "other statement": make_case(CHALLENGE, {"Solution.lean": "def target : Nat := 1\n"}, ["target"]),
    "sorry": make_case(CHALLENGE, CHALLENGE, ["target"]),
    "hole": make_case(HOLE, {"Solution.lean": FILLED}, ["target"], holes=["answer"]),
    "two kernels": make_case(
        CHALLENGE,
        SOLUTION,
        ["target"],
        policy=Policy(lean=LeanPolicy(kernels=(ExternalKernel(name="import", image="lean-core", argv=IMPORT_KERNEL),))),
    ),
}


@pytest.mark.docker
@pytest.mark.parametrize("name", CASES)
def test_every_check_of_a_verdict_is_shaped(name: str, judge: BoundJudge) -> None:
    checks = judge.judge(CASES[name], Notes())
    assert len(checks) > 1
    for check in checks:
        assert_shaped(check)


@pytest.mark.parametrize(
    ("changes", "outcome"),
    [
        ({}, Outcome.PASS),
        ({"result": "rejected", "declaration": ["a", 7], "tag": "forged", "message": "k"}, Outcome.FAIL),
        ({"result": "undecided", "declaration": ["a"], "tag": "deepRecursion"}, Outcome.INCONCLUSIVE),
    ],
)
def test_every_answer_of_the_official_kernel_is_shaped(changes: dict[str, object], outcome: Outcome) -> None:
    check = official(lambda spec: answer(spec, **changes))[0]
    assert check.outcome is outcome
    assert_shaped(check)
