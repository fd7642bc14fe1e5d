"""The embedded toolchain and its compiled library, for tests that work on real constants."""

from __future__ import annotations

from dataclasses import dataclass

from gate.lean.compile.toolchain import Toolchain
from gate.lean.core.declaration import Constant
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.file import OleanFile
from gate.lean.olean.library import Library


class Constants(dict[Name, Constant]):
    """The library's constants, decoded when they are looked up; what a test puts in comes first."""

    def __init__(self, modules: list[OleanFile]) -> None:
        super().__init__()
        self._modules = {name: module for module in modules for name in module.names}

    def __missing__(self, name: Name) -> Constant:
        return self._modules[name].constant(name)

    def lookup(self, name: Name) -> Constant | None:
        return self[name] if name in self or name in self._modules else None

    @property
    def names(self) -> list[Name]:
        return [*self._modules]


@dataclass(frozen=True)
class CompiledLibrary:
    """Each user decodes into an arena of its own."""

    toolchain: Toolchain
    library: Library

    @property
    def files(self) -> dict[str, bytes]:
        """Path below the search path → content."""
        modules = [self.library.compiled(name) for name in self.library.modules]
        return {path: content for module in modules for path, content in module.files().items()}

    def constants(self, terms: Terms) -> Constants:
        return Constants([self.library.compiled(name).open(terms) for name in sorted(self.library.modules, key=str)])
