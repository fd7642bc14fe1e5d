"""Ctrl-C and SIGTERM end runs in order, so that no container is left behind."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from gate.model.errors import InterruptedRun

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@contextmanager
def interruptible() -> Iterator[None]:
    """Within the block (main thread only) the first SIGINT, SIGTERM or SIGHUP raises InterruptedRun.

    Further ones are ignored until the block is left, so that an impatient second Ctrl-C cannot cut the tidying short.
    """

    def interrupt(number: int, frame: FrameType | None) -> None:
        for other in _SIGNALS:
            signal.signal(other, signal.SIG_IGN)
        raise InterruptedRun("interrupted", f"stopped by {signal.Signals(number).name}")

    before = {number: signal.signal(number, interrupt) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
