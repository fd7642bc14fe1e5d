"""The host side of ``lean.kernel``: what each answer, each ending and each nuisance becomes."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from gate.lean.compile.toolchain import Description, Toolchain
from gate.lean.core.declaration import Axiom, Safety
from gate.lean.core.names import Name
from gate.lean.kernel.closure import closure
from gate.lean.kernel.official import CHECK, CHECKER, DECLARATIONS
from gate.lean.kernel.run import kernel_checks
from gate.model.check import Check, Outcome
from gate.model.digest import Digest, canonical_json
from gate.model.errors import InfrastructureError
from gate.model.policy import LeanPolicy
from gate.sandbox.interface import ExitReason, RunResult, RunSpec
from tests.lean.corpus import Notes
from tests.lean.fake_sandbox import FakeSandbox, result
from tests.lean.mini import HIDDEN, SELF, TWO, Mini

TOOLCHAIN = Toolchain(
    "lean-core",
    "sha256:" + "1" * 64,
    Description(lean="4.35.0", githash="abc", library_sha256=Digest("2" * 64)),
)


def answer(spec: RunSpec, **changes: Any) -> RunResult:
    """The checker's answer to a run, as it would be if it accepted everything."""
    lines = spec.inputs[DECLARATIONS].splitlines()
    value = {
        "format": "gate-replay-1",
        "nonce": json.loads(lines[0])["nonce"],
        "lean": "4.35.0",
        "githash": "abc",
        "self_test": "passed",
        "result": "accepted",
        "units": len(lines) - 2,
        "start_ms": 40,
        "replay_ms": 1,
        "kernel_ms": 1,
    }
    value |= changes
    return result(json.dumps({key: item for key, item in value.items() if item is not None}).encode() + b"\n")


def judge(
    reply: Callable[[RunSpec], RunResult], mini: Mini | None = None, *targets: Name
) -> tuple[Check, FakeSandbox, Notes]:
    mini = mini or Mini()
    sandbox, journal = FakeSandbox(reply), Notes()
    found = closure(mini.terms, mini.lookup, targets or (HIDDEN, SELF))
    (check,) = kernel_checks(sandbox, TOOLCHAIN, found, LeanPolicy(), journal)
    return check, sandbox, journal


def test_an_accepting_kernel_passes() -> None:
    check, sandbox, journal = judge(answer)
    assert (check.id, check.outcome) == (CHECK, Outcome.PASS)
    assert "4.35.0" in check.reason
    (spec,) = sandbox.specs
    assert (spec.image, spec.argv, spec.purpose) == (TOOLCHAIN.image, CHECKER, "kernel")
    assert spec.limits == LeanPolicy().kernel
    assert journal.blobs[check.evidence["declarations"]] in spec.inputs[DECLARATIONS]
    assert check.data["constants"] == 7
    assert check.data["toolchain"]["library_sha256"] == "sha256:" + "2" * 64
    identity = check.data["identity"]
    assert (identity["name"], identity["version"], identity["image"]) == ("official", "4.35.0", TOOLCHAIN.image)
    assert identity["limits"] == {
        **LeanPolicy().kernel.model_dump(),
        "heartbeats": LeanPolicy().kernel_heartbeats,
        "recursion": LeanPolicy().kernel_recursion,
    }
    assert journal.blobs[check.evidence["kernel"]] == canonical_json(identity)


def test_an_encoding_that_is_too_large_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gate.lean.kernel.run.MAX_INPUT_BYTES", 100)
    check, sandbox, _ = judge(answer)
    assert (check.outcome, check.code) == (Outcome.INCONCLUSIVE, "too-large")
    assert sandbox.specs == []


def test_the_evidence_of_two_replays_is_the_same_blob() -> None:
    first, second = judge(answer)[0], judge(answer)[0]
    assert first.evidence["declarations"] == second.evidence["declarations"]


def test_each_run_has_its_own_nonce() -> None:
    headers = [json.loads(judge(answer)[1].specs[0].inputs[DECLARATIONS].splitlines()[0]) for _ in range(2)]
    assert headers[0]["nonce"] != headers[1]["nonce"]
    assert headers[0]["heartbeats"] == LeanPolicy().kernel_heartbeats


def test_a_rejection_names_the_declaration_and_the_exception() -> None:
    refused = {"result": "rejected", "units": 1, "declaration": ["a.b", "\n"], "tag": "appTypeMismatch"}
    check = judge(lambda spec: answer(spec, **refused))[0]
    assert (check.outcome, check.code) == (Outcome.FAIL, "kernel-rejected")
    assert check.reason == "the kernel rejects «a.b».«\\u{a}»: appTypeMismatch"


def test_a_rejection_may_be_about_another_name_or_come_with_a_message() -> None:
    refused = {"result": "rejected", "units": 0, "declaration": ["x"], "tag": "unknownConstant"}
    assert "(y.z)" in judge(lambda spec: answer(spec, about=["y", "z"], **refused))[0].reason
    assert "(line\\u{a}line)" in judge(lambda spec: answer(spec, message="line\nline", **refused))[0].reason


def test_a_forged_constant_fails() -> None:
    forged = {"result": "rejected", "units": 0, "declaration": ["N", "rec"], "tag": "forged", "message": "k, type"}
    check = judge(lambda spec: answer(spec, **forged))[0]
    assert (check.outcome, check.code) == (Outcome.FAIL, "forged")
    assert "N.rec" in check.reason
    assert "k, type" in check.reason


def test_a_limit_inside_the_kernel_decides_nothing() -> None:
    gave_up = {"result": "undecided", "units": 0, "declaration": ["x"], "tag": "deepRecursion"}
    check = judge(lambda spec: answer(spec, **gave_up))[0]
    assert (check.outcome, check.code) == (Outcome.INCONCLUSIVE, "kernel-limit")


@pytest.mark.parametrize(
    ("ending", "exit_code", "code"),
    [
        (ExitReason.WALL_LIMIT, None, "time-limit"),
        (ExitReason.CPU_LIMIT, None, "cpu-limit"),
        (ExitReason.OUT_OF_MEMORY, 137, "memory-limit"),
        (ExitReason.FLOOD, None, "output-limit"),
        (ExitReason.SIGNALED, None, "kernel-crashed"),
        (ExitReason.EXITED, 1, "kernel-crashed"),
        (ExitReason.EXITED, 12, "kernel-crashed"),
        (ExitReason.EXITED, 139, "kernel-crashed"),
    ],
)
def test_limits_and_crashes_decide_nothing(ending: ExitReason, exit_code: int | None, code: str) -> None:
    check = judge(lambda spec: result(answer(spec).stdout.head, exit_code=exit_code, ending=ending))[0]
    assert (check.outcome, check.code) == (Outcome.INCONCLUSIVE, code)
    assert check.data["identity"]["image"] == TOOLCHAIN.image


def test_a_limit_is_named_with_its_value() -> None:
    check = judge(lambda spec: result(exit_code=None, ending=ExitReason.WALL_LIMIT))[0]
    assert check.reason == "the kernel official did not finish: it met the time limit of 120 s"


@pytest.mark.parametrize(
    ("reply", "code"),
    [
        (lambda spec: result(b""), "kernel.answer"),
        (lambda spec: result(b"accepted"), "kernel.answer"),
        (lambda spec: result(answer(spec).stdout.head * 2), "kernel.answer"),
        (lambda spec: answer(spec, nonce="0" * 32), "kernel.nonce"),
        (lambda spec: answer(spec, nonce=None), "kernel.answer"),
        (lambda spec: answer(spec, self_test="failed"), "kernel.answer"),
        (lambda spec: answer(spec, self_test=None), "kernel.answer"),
        (lambda spec: answer(spec, result="fine"), "kernel.answer"),
        (lambda spec: answer(spec, format="gate-replay-2"), "kernel.answer"),
        (lambda spec: answer(spec, extra=1), "kernel.answer"),
        (lambda spec: answer(spec, units="3"), "kernel.answer"),
        (lambda spec: answer(spec, units=1), "kernel.units"),
        (lambda spec: answer(spec, lean="4.34.0"), "kernel.toolchain"),
        (lambda spec: answer(spec, githash="abd"), "kernel.toolchain"),
        (lambda spec: result(exit_code=11, stderr=b"this checker was tested with Lean 4.35.0"), "kernel.toolchain"),
        (lambda spec: result(exit_code=10), "kernel.input"),
    ],
)
def test_a_checker_that_does_not_do_its_work_is_the_machines_fault(
    reply: Callable[[RunSpec], RunResult], code: str
) -> None:
    with pytest.raises(InfrastructureError) as caught:
        judge(reply)
    assert caught.value.code == code


@pytest.mark.parametrize("safety", [Safety.UNSAFE, Safety.PARTIAL])
def test_unsafe_and_partial_constants_are_never_replayed(safety: Safety) -> None:
    mini = Mini()
    mini.change(TWO, safety=safety)
    check, sandbox, _ = judge(answer, mini)
    assert (check.outcome, check.code) == (Outcome.FAIL, "unsafe")
    assert "two" in check.reason
    assert sandbox.specs == []


def test_a_missing_target_never_passes() -> None:
    check, sandbox, _ = judge(answer, None, SELF, Name.of("nobody"))
    assert (check.outcome, check.code) == (Outcome.FAIL, "missing-target")
    assert sandbox.specs == []


def test_unsafe_axioms_too() -> None:
    mini = Mini()
    mini.add(Axiom(Name.of("a"), (), mini.terms.sort(0), True))
    assert judge(answer, mini, Name.of("a"))[0].code == "unsafe"
