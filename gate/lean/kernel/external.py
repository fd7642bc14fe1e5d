"""``lean.kernel-<name>``: a further kernel that the policy names, a command in a trusted image."""

from __future__ import annotations

from gate.lean.check_data import ArenaKernelData
from gate.lean.kernel.interface import Command, KernelIdentity, Opinion, Task
from gate.model.check import Outcome
from gate.model.policy import ExternalKernel, RunLimits
from gate.sandbox.interface import ExitReason, RunResult

EXPORT = "export.ndjson"
_MEANINGS: dict[int | None, tuple[Outcome, str, str]] = {
    0: (Outcome.PASS, "", "accepts all declarations"),
    1: (Outcome.FAIL, "kernel-rejected", "rejects a declaration"),
    2: (Outcome.INCONCLUSIVE, "kernel-declined", "does not support something that the proof uses"),
}
"""The exit statuses of the Lean Kernel Arena. No submitted code runs in these containers: a status can be believed."""


class ArenaKernel:
    """Reads lean4export's NDJSON and answers with its exit status, as checkers in the Lean Kernel Arena do."""

    answer_name = "output"

    def __init__(self, named: ExternalKernel, image: str, limits: RunLimits) -> None:
        """``image`` is an image id."""
        self._named = named
        self.check_id = named.check_id
        self.identity = KernelIdentity(named.name, named.version, image, limits)

    def command(self, task: Task, nonce: str) -> Command:
        """The policy's command, with the export as its one input."""
        return Command(self._named.argv, {EXPORT: task.export}, {"export": task.export})

    def read(self, result: RunResult, task: Task, nonce: str) -> Opinion:
        """Whatever is neither an acceptance nor a rejection decides nothing."""
        name = self.identity.name
        data: ArenaKernelData = {
            "kernel": name,
            "image": self.identity.image,
            "argv": list(self._named.argv),
            "exit_code": result.exit_code,
        }
        status = result.exit_code if result.exit_reason is ExitReason.EXITED else None
        outcome, code, words = _MEANINGS.get(status, (Outcome.INCONCLUSIVE, "kernel-crashed", "crashed"))
        return Opinion(outcome, code, f"the kernel {name} {words}", {**data})
