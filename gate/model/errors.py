"""The one error tree: everything that gate raises on purpose, with the exit status of each.

    GateError                 4  base; never raised itself
    ├── UsageError            2  the call is wrong: an option, an unknown id, a store that was not initialised
    │   └── InputError        2  a file that somebody wrote is wrong (record, artifact, policy); names whose fault
    │       └── OleanError    2  a compiled Lean file that no compiler wrote (gate.lean.core.limits)
    │           └── OleanLimitError  2  the same, because it is larger than gate's own limits
    ├── NothingToCheckError   3  there was nothing to do
    ├── InfrastructureError   4  the machine failed: Docker, disk, image, toolchain; an attempt ends INCONCLUSIVE
    ├── IntegrityError        5  the log, a signature, a blob or a status does not check out
    └── InterruptedRun      130  Ctrl-C or SIGTERM

Exit status 0 is success, and 1 belongs to verdicts alone (REJECTED): no error has it. What is none of these is a fault
in gate; the command line keeps it in a crash file and exits with 4. Exceptions that never leave their package (a frame
of the sandbox's protocol, a result that a script wrote wrongly) are not in the tree: they end as a check or as one of
these.

Each error explains itself: a stable ``code`` for machines, the message, the place, and a hint that says what to do.
A code is ``area.what``, written out where the error is raised, so that a search finds it. Only the strict readers of
`gate.model.base` make theirs of their caller's area and their own word (``record`` and ``duplicate-key``).
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar


class Fault(StrEnum):
    """Whose input was wrong. A wrong claim is never charged to the artifact."""

    CLAIM = "claim"
    ARTIFACT = "artifact"
    OPERATOR = "operator"


class GateError(Exception):
    """Base of everything that gate raises on purpose.

    ``code`` is stable across releases (``record.duplicate-key``); ``message`` says in one sentence what is wrong;
    ``where`` is a file, field or line; ``hint`` says what to do next.
    """

    exit_code: ClassVar[int] = 4

    def __init__(self, code: str, message: str, *, where: str | None = None, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.where = where
        self.hint = hint

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        return f"{self.code}: {self.message}{place}"


class UsageError(GateError):
    """The call is wrong."""

    exit_code = 2


class InputError(UsageError):
    """A file that somebody wrote is wrong; ``fault`` says whose it is."""

    def __init__(
        self,
        code: str,
        message: str,
        *,
        fault: Fault = Fault.OPERATOR,
        where: str | None = None,
        hint: str | None = None,
    ) -> None:
        super().__init__(code, message, where=where, hint=hint)
        self.fault = fault


class NothingToCheckError(GateError):
    """There was nothing to do."""

    exit_code = 3


class InfrastructureError(GateError):
    """The machine failed. An attempt that meets one ends INCONCLUSIVE."""

    exit_code = 4


class IntegrityError(GateError):
    """Something that must never differ does differ."""

    exit_code = 5


class InterruptedRun(GateError):  # noqa: N818 - an interruption is not an error of anybody's
    """Ctrl-C or SIGTERM."""

    exit_code = 130
