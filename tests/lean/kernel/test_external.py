import pytest

from gate.lean.kernel.closure import closure
from gate.lean.kernel.external import external
from gate.lean.kernel.ndjson import export
from gate.model.challenge import Challenge, ChallengeFile
from gate.model.check import Check, Outcome
from gate.model.policy import ExternalKernel, LeanPolicy
from gate.sandbox.interface import Ending, RunResult
from tests.lean.corpus import Notes
from tests.lean.fake_sandbox import FakeSandbox, result
from tests.lean.kernel.test_official import TOOLCHAIN
from tests.lean.mini import HIDDEN, Mini

ONE = ExternalKernel(name="one", image="kernel-one", argv=("/bin/one", "/in/export.ndjson"))
TWO = ExternalKernel(name="two", image="kernel-two", argv=("/bin/two",))


def judge(reply: RunResult, *kernels: ExternalKernel) -> tuple[tuple[Check, ...], FakeSandbox, Notes]:
    mini, sandbox, journal = Mini(), FakeSandbox(lambda spec: reply), Notes()
    found = closure(mini.terms, mini.lookup, [HIDDEN])
    checks = external(sandbox, TOOLCHAIN, found, LeanPolicy(kernels=kernels), journal)
    return checks, sandbox, journal


def test_without_further_kernels_nothing_runs() -> None:
    checks, sandbox, journal = judge(result())
    assert (checks, sandbox.specs, journal.blobs) == ((), [], {})


def test_every_kernel_gets_the_same_export_in_its_own_image() -> None:
    checks, sandbox, journal = judge(result(b"fine"), ONE, TWO)
    assert [(check.id, check.outcome) for check in checks] == [
        ("lean.kernel-one", Outcome.PASS),
        ("lean.kernel-two", Outcome.PASS),
    ]
    assert [spec.argv for spec in sandbox.specs] == [ONE.argv, TWO.argv]
    assert len({spec.image for spec in sandbox.specs}) == 2
    mini = Mini()
    expected = b"".join(export(closure(mini.terms, mini.lookup, [HIDDEN]), lean="4.35.0", githash="abc"))
    assert [spec.inputs for spec in sandbox.specs] == [{"export.ndjson": expected}] * 2
    assert journal.blobs[checks[0].evidence["export"]] == expected


@pytest.mark.parametrize(
    ("reply", "outcome", "code"),
    [
        (result(exit_code=1), Outcome.FAIL, "kernel-rejected"),
        (result(exit_code=2), Outcome.INCONCLUSIVE, "kernel-declined"),
        (result(exit_code=3), Outcome.INCONCLUSIVE, "kernel-crashed"),
        (result(exit_code=None, ending=Ending.SIGNALED), Outcome.INCONCLUSIVE, "kernel-crashed"),
        (result(exit_code=0, ending=Ending.SIGNALED), Outcome.INCONCLUSIVE, "kernel-crashed"),
        (result(exit_code=0, ending=Ending.WALL_LIMIT), Outcome.INCONCLUSIVE, "time-limit"),
        (result(exit_code=1, ending=Ending.OUT_OF_MEMORY), Outcome.INCONCLUSIVE, "memory-limit"),
    ],
)
def test_anything_but_acceptance_is_no_pass(reply: RunResult, outcome: Outcome, code: str) -> None:
    (check,) = judge(reply, ONE)[0]
    assert (check.id, check.outcome, check.code) == ("lean.kernel-one", outcome, code)


def test_a_kernel_that_the_policy_names_is_required() -> None:
    challenge = Challenge(files=(ChallengeFile(path="C.lean"),), targets=("a",))
    assert "lean.kernel-one" in LeanPolicy(kernels=(ONE,)).required(challenge)
    assert "lean.kernel-one" not in LeanPolicy().required(challenge)
