"""Recursion of any depth in a bounded number of stack frames.

The rules are recursive, and input controls how deep. A function that follows them calls itself plainly, remembers each
result, and raises `Deep` with itself and its arguments when the chain of calls is too long. `unbounded` then computes
that inner result first, on an empty stack, and starts the outer call again, which finds the result remembered. A chain
of n calls costs n / limit restarts, and no frame is ever more than ``limit`` calls deep.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

Result = TypeVar("Result")


class Deep(Exception):  # noqa: N818 - a signal, never an error that anybody sees
    """Compute ``task(*arguments)`` first."""

    def __init__(self, task: Callable[..., Any], *arguments: Any) -> None:
        self.task = task
        self.arguments = arguments


def unbounded(task: Callable[..., Result], *arguments: Any, start: Callable[[], None] | None = None) -> Result:
    """``task(*arguments)``; ``start`` is called before each start on an empty stack."""
    pending: list[tuple[Callable[..., Any], tuple[Any, ...]]] = [(task, arguments)]
    while True:
        if start is not None:
            start()
        current, its_arguments = pending[-1]
        try:
            result = current(*its_arguments)
        except Deep as deep:
            pending.append((deep.task, deep.arguments))
        else:
            pending.pop()
            if not pending:
                return result  # type: ignore[no-any-return]
