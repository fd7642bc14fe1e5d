"""A compiled module: its files as bytes, and decoded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.file import OleanFile

OLEAN = ".olean"
LATER_PARTS = (".olean.server", ".olean.private")
"""What Lean's module system writes beside the ``.olean`` file, in this order."""


class Origin(StrEnum):
    """Who wrote a module."""

    LIBRARY = "toolchain"
    CHALLENGE = "challenge"
    SOLUTION = "solution"


def module_path(module: Name, suffix: str) -> str:
    """Where Lean looks for a module: ``A.B`` → ``A/B.lean``."""
    return "/".join(str(component) for component in module) + suffix


@dataclass(frozen=True, slots=True)
class CompiledModule:
    """A compiled module as bytes: the ``.olean`` file, then the later parts of Lean's module system if it has any.

    ``label`` is the file's name in messages.
    """

    name: Name
    label: str
    olean: bytes
    later: tuple[bytes, ...] = ()

    @classmethod
    def from_files(cls, name: Name, label: str, files: Mapping[str, bytes], stem: str) -> CompiledModule:
        """Take the module's parts, ``<stem>.olean`` and so on, out of ``files``. Raises KeyError without the first."""
        later = tuple(files[stem + part] for part in LATER_PARTS if stem + part in files)
        return cls(name, label, files[stem + OLEAN], later)

    def files(self) -> dict[str, bytes]:
        """The parts as files, by the path below a search path."""
        suffixes = (OLEAN, *LATER_PARTS)
        return {
            module_path(self.name, suffix): content
            for suffix, content in zip(suffixes, (self.olean, *self.later), strict=False)
        }

    def open(self, terms: Terms) -> OleanFile:
        """Decode headers and tables. Raises OleanError."""
        return OleanFile.open(self.olean, terms, later=self.later, where=self.label)


@dataclass(frozen=True, slots=True)
class Module:
    """A decoded module; ``label`` as in `CompiledModule`."""

    name: Name
    label: str
    origin: Origin
    file: OleanFile


def open_modules(compiled: Iterable[CompiledModule], terms: Terms, origin: Origin) -> list[Module]:
    """Decode the headers and tables of some modules. Raises OleanError."""
    return [Module(item.name, item.label, origin, item.open(terms)) for item in compiled]
