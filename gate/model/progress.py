"""How long work tells the caller where it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Where progress for people goes. It may be told from several threads, and decides nothing."""

    def stage(self, name: str, detail: str = "") -> None:
        """A new stage begins (``compile``, ``run`` …); ``detail`` says on what."""


class Silent:
    """Progress that nobody watches: what the library uses unless it is given another."""

    def stage(self, name: str, detail: str = "") -> None:
        """Say nothing."""
