"""What every kernel has in common, shown by one that the gate has never heard of."""

from __future__ import annotations

import pytest

from gate.lean.core.declaration import Safety
from gate.lean.core.names import Name
from gate.lean.kernel.closure import closure
from gate.lean.kernel.interface import Command, KernelIdentity, Opinion, Task
from gate.lean.kernel.run import ask
from gate.model.check import Check, Outcome
from gate.model.policy import RunLimits
from gate.sandbox.interface import ExitReason, RunResult
from tests.lean.corpus import Notes
from tests.lean.fake_sandbox import FakeSandbox, result
from tests.lean.kernel.test_official import TOOLCHAIN
from tests.lean.mini import HIDDEN, SELF, TWO, Mini


class CountingKernel:
    """Accepts when its container printed the nonce."""

    check_id = "lean.kernel-counting"
    answer_name = "count"
    identity = KernelIdentity("counting", "1", "sha256:" + "3" * 64, RunLimits(wall_s=7), {"steps": 5})

    def command(self, task: Task, nonce: str) -> Command:
        return Command(("/bin/count", nonce), {"input": task.export}, {"sent": b"what was sent"})

    def read(self, result: RunResult, task: Task, nonce: str) -> Opinion:
        same = result.stdout.kept.decode() == nonce
        outcome = Outcome.PASS if same else Outcome.FAIL
        return Opinion(outcome, "" if same else "kernel-rejected", "counted", {"units": len(task.closure.units)})


def asked(reply: RunResult | None = None, *targets: Name, mini: Mini | None = None) -> tuple[Check, FakeSandbox, Notes]:
    mini, journal = mini or Mini(), Notes()
    sandbox = FakeSandbox(lambda spec: reply or result(spec.argv[1].encode(), stderr=b"!"))
    task = Task(closure(mini.terms, mini.lookup, targets or (HIDDEN,)), TOOLCHAIN)
    return ask(CountingKernel(), task, sandbox, journal), sandbox, journal


def test_a_kernel_is_one_class() -> None:
    check, sandbox, journal = asked()
    assert (check.id, check.outcome, check.reason) == ("lean.kernel-counting", Outcome.PASS, "counted")
    assert check.data == {"identity": CountingKernel.identity.to_json(), "units": 3}
    assert journal.blobs[check.evidence["sent"]] == b"what was sent"
    assert journal.blobs[check.evidence["count"]] == sandbox.specs[0].argv[1].encode() + b"!"
    (spec,) = sandbox.specs
    assert (spec.image, spec.limits, spec.purpose) == (
        CountingKernel.identity.image,
        CountingKernel.identity.limits,
        "kernel-counting",
    )
    assert CountingKernel.identity.to_json()["limits"]["steps"] == 5


def test_its_own_reading_decides_unless_a_limit_was_met() -> None:
    assert asked(result(b"another"))[0].code == "kernel-rejected"
    check = asked(result(b"another", ending=ExitReason.WALL_LIMIT, exit_code=None))[0]
    assert (check.outcome, check.code) == (Outcome.INCONCLUSIVE, "time-limit")
    assert check.reason == "the kernel counting did not finish: it met the time limit of 7 s"


@pytest.mark.parametrize(("target", "code"), [(Name.of("nobody"), "missing-target"), (TWO, "unsafe")])
def test_no_kernel_is_asked_about_what_cannot_be_right(target: Name, code: str) -> None:
    mini = Mini()
    mini.change(TWO, safety=Safety.UNSAFE)
    check, sandbox, _ = asked(None, SELF, target, mini=mini)
    assert (check.outcome, check.code, sandbox.specs) == (Outcome.FAIL, code, [])
