"""The two ways to stop: a rule is violated, or a limit is met."""

from __future__ import annotations

from gate.kernel.rules import RULES


class KernelError(Exception):
    """An export that is refused.

    ``rule`` is one of `gate.kernel.rules.RULES`; ``declaration`` and ``line`` (counted from 1) say where, once the
    reader has added them; ``message`` shows the term.
    """

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(f"{rule}: {message}")
        assert rule in RULES, rule
        self.rule = rule
        self.message = message
        self.declaration = ""
        self.line = 0


class LimitError(Exception):
    """Too much work: nothing was decided. ``limit`` is ``steps``, ``time``, ``memory`` or ``level``."""

    def __init__(self, limit: str, message: str) -> None:
        super().__init__(f"{limit}: {message}")
        self.limit = limit
        self.message = message
        self.declaration = ""
        self.line = 0
