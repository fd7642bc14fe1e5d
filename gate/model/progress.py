"""How long work tells the caller where it is."""

from __future__ import annotations

import logging
from typing import Protocol

from gate.model.errors import InterruptedRun

_logger = logging.getLogger(__name__)


class Progress(Protocol):
    """Where progress for people goes. It may be called from several threads, and decides nothing."""

    def stage(self, name: str, detail: str = "") -> None:
        """A new stage begins (``compile``, ``run`` …); ``detail`` says on what."""


class Silent:
    """Progress that nobody watches: what the library uses unless it is given another."""

    def stage(self, name: str, detail: str = "") -> None:
        """Say nothing."""


class Guarded:
    """A caller's progress that cannot disturb the work: what it raises is logged, and it is not called again.

    Only an interruption of the whole program goes through.
    """

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def stage(self, name: str, detail: str = "") -> None:
        """Pass the stage on."""
        try:
            self._progress.stage(name, detail)
        except InterruptedRun:
            raise
        except Exception as problem:
            self._progress = Silent()
            _logger.warning("progress is not shown any more: %s: %s", type(problem).__name__, problem)
            _logger.debug("what it raised", exc_info=True)
