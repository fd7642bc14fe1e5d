"""Slots: how many containers run at once, and a number for each that no other container of this daemon has.

The kernel counts processes, pending signals and message queues per user id, across containers. So each concurrent run
has a uid of its own, derived from its slot. The slot is the sealed container's *name*, which the daemon gives to one
container at a time, whoever asks: the one place that all users, folders and processes on it share. A dead process's
container keeps its slot until it is swept (by its id, because its name may be another container's by then).
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from gate.model.errors import InfrastructureError, InterruptedRun, UsageError
from gate.sandbox.engine.created import CreatedContainer, NameTakenError
from gate.sandbox.interface import EngineJson

HIGHEST_SLOT = 4095
SLOT_NAME = "gate-slot-"


class Slots:
    """At most ``count`` holders in this process at a time; the others wait."""

    def __init__(self, count: int) -> None:
        """Raises UsageError (no slot)."""
        if count < 1:
            raise UsageError("sandbox.no-slots", f"{count} slots", hint="give at least one")
        self._free = count
        self._closed = False
        self._change = threading.Condition()

    @contextmanager
    def hold(self) -> Iterator[None]:
        """Wait for a slot. Raises InterruptedRun once `close` was called."""
        with self._change:
            self._change.wait_for(lambda: self._free > 0 or self._closed)
            if self._closed:
                raise InterruptedRun("sandbox.closed", "the sandbox is closing; no further run is started")
            self._free -= 1
        try:
            yield
        finally:
            with self._change:
                self._free += 1
                self._change.notify()

    def close(self) -> None:
        """Let nobody in any more."""
        with self._change:
            self._closed = True
            self._change.notify_all()

    @property
    def closed(self) -> bool:
        return self._closed


def create_in_slot(
    container: CreatedContainer, body: Callable[[int], EngineJson], doing: str
) -> tuple[str, EngineJson]:
    """Create ``container`` in the first free slot of the daemon; its id, and the body that ``body`` made for that slot.

    Raises InfrastructureError (``sandbox.slots`` when all are taken), and what `CreatedContainer.create` does.
    """
    for number in range(HIGHEST_SLOT + 1):
        asked = body(number)
        with suppress(NameTakenError):
            return container.create(asked, doing, name=f"{SLOT_NAME}{number}"), asked
    raise InfrastructureError(
        "sandbox.slots",
        f"all {HIGHEST_SLOT + 1} slots of this Docker daemon are taken",
        hint=f"wait for other runs to end; `docker ps --all --filter name={SLOT_NAME}` lists who holds one",
    )
