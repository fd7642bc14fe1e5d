"""Further kernels: each one sealed, fed with our export, and all that the policy names must accept."""

from __future__ import annotations

from gate.lean.compile.run_limits import LIMIT_WORDS
from gate.lean.compile.toolchain import Toolchain
from gate.lean.kernel.closure import Closure
from gate.lean.kernel.ndjson import spool
from gate.model.check import Check, failed, inconclusive, passed
from gate.model.judging import Journal
from gate.model.policy import ExternalKernel, LeanPolicy
from gate.sandbox.interface import Ending, RunResult, RunSpec, Sandbox

EXPORT = "export.ndjson"
ACCEPTED, REJECTED, DECLINED = 0, 1, 2
"""The exit statuses of the Lean Kernel Arena. No submitted code runs in these containers: a status can be believed."""


def external(
    sandbox: Sandbox, toolchain: Toolchain, closure: Closure, policy: LeanPolicy, journal: Journal
) -> tuple[Check, ...]:
    """One check ``lean.kernel-<name>`` per kernel of the policy, in its order.

    Raises InfrastructureError when an image is missing or a container could not do its work.
    """
    if not policy.kernels:
        return ()
    description = toolchain.description
    with spool(closure, lean=description.lean, githash=description.githash) as file:
        data = file.read()
    return tuple(_check(sandbox, kernel, data, policy, journal) for kernel in policy.kernels)


def _check(sandbox: Sandbox, kernel: ExternalKernel, data: bytes, policy: LeanPolicy, journal: Journal) -> Check:
    image = sandbox.image_id(kernel.image)
    journal.stage("kernel", kernel.name)
    result = sandbox.run(
        RunSpec(image, kernel.argv, inputs={EXPORT: data}, limits=policy.kernel, purpose=f"kernel-{kernel.name}")
    )
    said = result.stdout.kept + result.stderr.kept
    evidence = {"export": journal.keep(data), "output": journal.keep(said)}
    about = {"kernel": kernel.name, "image": image, "argv": list(kernel.argv), "exit_code": result.exit_code}
    return _outcome(kernel, result, data=about, evidence=evidence)


def _outcome(kernel: ExternalKernel, result: RunResult, **more: object) -> Check:
    if result.ending in LIMIT_WORDS:
        code, words = LIMIT_WORDS[result.ending]
        return inconclusive(kernel.check_id, code, f"the kernel {kernel.name} did not finish: {words}", **more)
    status = result.exit_code if result.ending is Ending.EXITED else None
    if status == ACCEPTED:
        return passed(kernel.check_id, f"the kernel {kernel.name} accepts all declarations", **more)
    if status == REJECTED:
        return failed(kernel.check_id, "kernel-rejected", f"the kernel {kernel.name} rejects a declaration", **more)
    if status == DECLINED:
        reason = f"the kernel {kernel.name} does not support something that the proof uses"
        return inconclusive(kernel.check_id, "kernel-declined", reason, **more)
    return inconclusive(kernel.check_id, "kernel-crashed", f"the kernel {kernel.name} crashed", **more)
