import pytest

from gate.lean.kernel.closure import closure
from gate.lean.kernel.ndjson import export
from gate.lean.kernel.official import CHECK
from gate.lean.kernel.run import kernel_checks
from gate.model.challenge import Challenge, ChallengeFile
from gate.model.check import Check, Outcome
from gate.model.digest import canonical_json
from gate.model.policy import ExternalKernel, LeanPolicy
from gate.model.required import lean_checks
from gate.sandbox.interface import ExitReason, RunResult
from tests.lean.corpus import Notes
from tests.lean.fake_sandbox import FakeSandbox, result
from tests.lean.kernel.test_official import TOOLCHAIN, answer
from tests.lean.mini import HIDDEN, Mini

ONE = ExternalKernel(name="one", image="kernel-one", argv=("/bin/one", "/in/export.ndjson"))
TWO = ExternalKernel(name="two", image="kernel-two", argv=("/bin/two",))


def judge(reply: RunResult, *kernels: ExternalKernel) -> tuple[tuple[Check, ...], FakeSandbox, Notes]:
    mini, journal = Mini(), Notes()
    sandbox = FakeSandbox(lambda spec: answer(spec) if spec.purpose == "kernel" else reply)
    found = closure(mini.terms, mini.lookup, [HIDDEN])
    first, *checks = kernel_checks(sandbox, TOOLCHAIN, found, LeanPolicy(kernels=kernels), journal)
    assert (first.id, first.passed) == (CHECK, True)
    return tuple(checks), sandbox, journal


def test_without_further_kernels_only_the_official_one_runs() -> None:
    checks, sandbox, _ = judge(result())
    assert (checks, [spec.purpose for spec in sandbox.specs]) == ((), ["kernel"])


def test_what_the_official_kernel_refuses_is_shown_to_no_other() -> None:
    mini, sandbox = Mini(), FakeSandbox(lambda spec: answer(spec, result="rejected", declaration=["hidden"], tag="x"))
    found = closure(mini.terms, mini.lookup, [HIDDEN])
    (check,) = kernel_checks(sandbox, TOOLCHAIN, found, LeanPolicy(kernels=(ONE,)), Notes())
    assert (check.id, check.code, len(sandbox.specs)) == (CHECK, "kernel-rejected", 1)


def test_every_kernel_gets_the_same_export_in_its_own_image() -> None:
    checks, sandbox, journal = judge(result(b"fine"), ONE, TWO)
    assert [(check.id, check.outcome) for check in checks] == [
        ("lean.kernel-one", Outcome.PASS),
        ("lean.kernel-two", Outcome.PASS),
    ]
    runs = sandbox.specs[1:]
    assert [spec.argv for spec in runs] == [ONE.argv, TWO.argv]
    assert [spec.purpose for spec in runs] == ["kernel-one", "kernel-two"]
    assert len({spec.image for spec in sandbox.specs}) == 3
    mini = Mini()
    expected = b"".join(export(closure(mini.terms, mini.lookup, [HIDDEN]), lean="4.35.0", githash="abc"))
    assert [spec.inputs for spec in runs] == [{"export.ndjson": expected}] * 2
    assert journal.blobs[checks[0].evidence["export"]] == expected
    assert journal.blobs[checks[0].evidence["output"]] == b"fine"


def test_each_check_says_which_kernel_in_which_image_under_which_limits() -> None:
    (one, two), sandbox, journal = judge(result(), ONE, TWO.model_copy(update={"version": "2.1"}))
    assert [check.data["identity"]["name"] for check in (one, two)] == ["one", "two"]
    assert [check.data["identity"]["version"] for check in (one, two)] == ["", "2.1"]
    assert [check.data["identity"]["image"] for check in (one, two)] == [spec.image for spec in sandbox.specs[1:]]
    assert one.data["identity"]["limits"] == LeanPolicy().kernel.model_dump()
    assert journal.blobs[one.evidence["kernel"]] == canonical_json(one.data["identity"])


@pytest.mark.parametrize(
    ("reply", "outcome", "code"),
    [
        (result(exit_code=1), Outcome.FAIL, "kernel-rejected"),
        (result(exit_code=2), Outcome.INCONCLUSIVE, "kernel-declined"),
        (result(exit_code=3), Outcome.INCONCLUSIVE, "kernel-crashed"),
        (result(exit_code=None, ending=ExitReason.SIGNALED), Outcome.INCONCLUSIVE, "kernel-crashed"),
        (result(exit_code=0, ending=ExitReason.SIGNALED), Outcome.INCONCLUSIVE, "kernel-crashed"),
        (result(exit_code=0, ending=ExitReason.WALL_LIMIT), Outcome.INCONCLUSIVE, "time-limit"),
        (result(exit_code=1, ending=ExitReason.OUT_OF_MEMORY), Outcome.INCONCLUSIVE, "memory-limit"),
    ],
)
def test_anything_but_acceptance_is_no_pass(reply: RunResult, outcome: Outcome, code: str) -> None:
    (check,) = judge(reply, ONE)[0]
    assert (check.id, check.outcome, check.code) == ("lean.kernel-one", outcome, code)


def test_a_kernel_that_the_policy_names_is_required() -> None:
    challenge = Challenge(files=(ChallengeFile(path="C.lean"),), targets=("a",))
    assert "lean.kernel-one" in lean_checks(challenge, LeanPolicy(kernels=(ONE,)))
    assert "lean.kernel-one" not in lean_checks(challenge, LeanPolicy())
