"""The kernels that a policy asks for, and how each of them is asked."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import cast

from gate.lean.check_data import KernelData
from gate.lean.compile.run_limits import limit_met
from gate.lean.compile.toolchain import Toolchain
from gate.lean.core.declaration import is_unsafe
from gate.lean.kernel.closure import Closure
from gate.lean.kernel.earlier import EarlierRuns
from gate.lean.kernel.external import ArenaKernel
from gate.lean.kernel.interface import Kernel, Task
from gate.lean.kernel.official import OfficialKernel
from gate.lean.kernel.own import IMAGE, OwnKernel
from gate.model.check import Check, Outcome, failed, inconclusive
from gate.model.digest import canonical_json
from gate.model.judging import Journal
from gate.model.policy import LeanPolicy
from gate.sandbox.interface import RunSpec, Sandbox

MAX_INPUT_BYTES = 256 << 20
"""Larger inputs are not sent to a container."""


def kernel_checks(
    sandbox: Sandbox,
    toolchain: Toolchain,
    closure: Closure,
    policy: LeanPolicy,
    journal: Journal,
    earlier: EarlierRuns | None = None,
) -> Iterator[Check]:
    """The official kernel's check, then those of the gate's own and of the further ones. Another kernel is a line here.

    The gate's own kernel is also asked about what the official one rejects, to see whether they agree; the further ones
    only about what it accepts. ``earlier`` remembers what the gate's own one accepted; with None it checks everything.

    Raises InfrastructureError when an image is missing or a container could not do its work.
    """
    task = Task(closure, toolchain)
    official = OfficialKernel(toolchain, policy)
    first = ask(official, task, sandbox, journal)
    yield first
    settings = policy.gate_kernel
    if settings is not None and policy.asks_gate_kernel(toolchain.name) and first.code in _OPINIONS:
        own = OwnKernel(settings, policy, sandbox.image_id(IMAGE), earlier)
        yield compared(first, official, ask(own, task, sandbox, journal), own, journal)
    if first.passed:
        for named in policy.kernels:
            yield ask(ArenaKernel(named, sandbox.image_id(named.image), policy.kernel), task, sandbox, journal)


_OPINIONS = ("", "kernel-rejected", "forged")
"""Codes of checks in which a kernel accepts or rejects: not of those that came to no end, or that asked no kernel."""


def compared(first: Check, official: Kernel, second: Check, own: Kernel, journal: Journal) -> Check:
    """The second kernel's check beside the first one's: inconclusive, and an entry of the log, when they disagree.

    What the first one says stands in its own check.
    """
    if first.passed == second.passed or second.outcome is Outcome.INCONCLUSIVE:
        return second
    accepts, rejects = (official, first), (own, second)
    if second.passed:
        accepts, rejects = rejects, accepts
    journal.event(
        "kernels-disagree",
        {
            "export": str(second.evidence["export"]),
            "accepts": accepts[0].identity.name,
            "accepted": str(accepts[1].evidence[accepts[0].answer_name]),
            "rejects": rejects[0].identity.name,
            "rejected": str(rejects[1].evidence[rejects[0].answer_name]),
        },
    )
    reason = (
        f"the kernels disagree: {accepts[0].identity.name} accepts, but {rejects[1].reason}. One of them is wrong: "
        "report it with the evidence (SECURITY.md)"
    )
    data = {**cast(KernelData, second.data), "official": first.reason}
    return inconclusive(second.id, "kernels-disagree", reason, evidence=second.evidence, data=data)


def ask(kernel: Kernel, task: Task, sandbox: Sandbox, journal: Journal) -> Check:
    """One kernel's check.

    Fails when the kernel refuses a declaration, when a target is missing, or when an unsafe or partial constant is
    reached. Inconclusive when a limit was met or the kernel crashed. Raises InfrastructureError when the container or
    the kernel could not do its work.
    """
    identity = kernel.identity
    data = {"identity": identity.to_json()}
    for target in task.closure.targets:
        if target in task.closure.missing:
            reason = f"nothing declares {target}, so there is nothing to replay"
            return failed(kernel.check_id, "missing-target", reason, data=data)
    for constant in task.closure.constants():
        if is_unsafe(constant):
            reason = f"{constant.name} is unsafe or partial: it has no meaning as mathematics and is not replayed"
            return failed(kernel.check_id, "unsafe", reason, data=data)
    journal.stage("kernel", identity.name)
    nonce = secrets.token_hex(16)
    command = kernel.command(task, nonce)
    size = sum(map(len, command.inputs.values()))
    if size > MAX_INPUT_BYTES:
        reason = f"the declarations take {size} bytes; {MAX_INPUT_BYTES} are sent"
        return inconclusive(kernel.check_id, "too-large", reason, data=data)
    purpose = kernel.check_id.removeprefix("lean.")
    result = sandbox.run(
        RunSpec(identity.image, command.argv, inputs=command.inputs, limits=identity.limits, purpose=purpose)
    )
    evidence = {
        "kernel": journal.keep(canonical_json(data["identity"])),
        **{name: journal.keep(content) for name, content in command.evidence.items()},
        kernel.answer_name: journal.keep(result.stdout.kept + result.stderr.kept),
    }
    limit = limit_met(result, identity.limits)
    if limit is not None:
        reason = f"the kernel {identity.name} did not finish: it met {limit.words}"
        return inconclusive(kernel.check_id, limit.code, reason, data=data, evidence=evidence)
    opinion = kernel.read(result, task, nonce)
    return Check(
        kernel.check_id, opinion.outcome, opinion.reason, opinion.code, evidence=evidence, data={**data, **opinion.data}
    )
