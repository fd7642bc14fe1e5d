"""The embedded toolchain and its compiled library, for tests that work on real constants."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gate.lean.compile.toolchain import Toolchain
from gate.lean.core.declaration import Constant
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.file import OleanFile


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
    """``files``: path below the search path → content. Each user decodes into an arena of its own."""

    toolchain: Toolchain
    files: Mapping[str, bytes]

    def constants(self, terms: Terms) -> Constants:
        return Constants([OleanFile.open(data, terms, where=path) for path, data in self.files.items()])
