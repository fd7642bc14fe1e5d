"""A compiled module: its files as bytes, and decoded."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.file import OleanFile


class Origin(StrEnum):
    """Who wrote a module."""

    LIBRARY = "toolchain"
    CHALLENGE = "challenge"
    SOLUTION = "solution"


@dataclass(frozen=True, slots=True)
class Compiled:
    """A compiled module as bytes: the ``.olean`` file, then the later parts of Lean's module system if it has any.

    ``path`` is the file's name in messages.
    """

    module: Name
    path: str
    olean: bytes
    later: tuple[bytes, ...] = ()

    def open(self, terms: Terms) -> OleanFile:
        """Decode headers and tables. Raises OleanError."""
        return OleanFile.open(self.olean, terms, later=self.later, where=self.path)


@dataclass(frozen=True, slots=True)
class Module:
    """A decoded module. ``path`` is what people know it by."""

    name: Name
    path: str
    origin: Origin
    file: OleanFile


def modules(compiled: Iterable[Compiled], terms: Terms, origin: Origin) -> list[Module]:
    """Decode the headers of some modules. Raises OleanError."""
    return [Module(item.module, item.path, origin, item.open(terms)) for item in compiled]
