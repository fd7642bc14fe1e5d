"""A toolchain's compiled library: which module declares what, read when something first imports it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gate.lean.core.limits import DEFAULT_LIMITS, Limits
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.module import Compiled, Module, Origin
from gate.model.digest import Digest, Json
from gate.model.errors import InfrastructureError, InputError

MAX_SCOPES = 64
"""Sets of imports whose scope a library remembers."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What some imports of the library make visible: its modules, and for each constant the module that declares it."""

    modules: frozenset[Name]
    owner: Mapping[Name, Name]


class Library:
    """A toolchain's compiled library. A module's tables are read when something first imports it.

    Nothing here depends on an arena, so one `Library` serves any number of verdicts, also at once.
    """

    def __init__(self, files: Mapping[str, bytes], *, limits: Limits = DEFAULT_LIMITS) -> None:
        self.compiled: dict[Name, Compiled] = {}
        for path in sorted(files):
            if path.endswith(".olean"):
                module = Name(path.removesuffix(".olean").split("/"))
                parts = tuple(files[path + part] for part in (".server", ".private") if path + part in files)
                self.compiled[module] = Compiled(module, path, files[path], parts)
        self.listing: dict[str, Json] = {path: str(Digest.of(data)) for path, data in files.items()}
        """Path of each compiled file → its digest."""
        self.roots = frozenset(str(module[0]) for module in self.compiled)
        self._limits = limits
        self._tables: dict[Name, tuple[tuple[Name, ...], tuple[Name, ...]]] = {}
        self._scopes: dict[frozenset[Name], Scope] = {}

    @property
    def digest(self) -> Digest:
        """The library's identity: the digest of its listing."""
        return Digest.of_json(self.listing)

    def scope(self, imports: Iterable[Name]) -> Scope:
        """What these imports make visible. Raises InfrastructureError when the library is damaged or incomplete."""
        wanted = frozenset(imports)
        scope = self._scopes.get(wanted)
        if scope is None:
            owner: dict[Name, Name] = {}
            seen: set[Name] = set()
            todo = list(wanted)
            while todo:
                module = todo.pop()
                if module not in seen:
                    seen.add(module)
                    imported, declared = self._table(module)
                    owner.update(dict.fromkeys(declared, module))
                    todo += imported
            scope = Scope(frozenset(seen), owner)
            if len(self._scopes) >= MAX_SCOPES:
                self._scopes = {}
            self._scopes[wanted] = scope
        return scope

    def _table(self, module: Name) -> tuple[tuple[Name, ...], tuple[Name, ...]]:
        """What a module imports, and what it declares."""
        table = self._tables.get(module)
        if table is None:
            try:
                file = self.compiled[module].open(Terms(self._limits))
            except KeyError:
                raise InfrastructureError(
                    "toolchain.library", f"the toolchain's library lacks its module {module}"
                ) from None
            except InputError as error:
                raise InfrastructureError(
                    "toolchain.library", f"the toolchain's library cannot be read: {error.message}", where=error.where
                ) from None
            table = self._tables[module] = tuple(item.module for item in file.imports), file.names
        return table


class LibraryView:
    """A library decoded into one arena, module by module as needed."""

    def __init__(self, library: Library, terms: Terms) -> None:
        self.library = library
        self.terms = terms
        self._open: dict[Name, Module] = {}

    def module(self, name: Name) -> Module:
        """The decoded module. Raises KeyError if the library has none of this name."""
        if name not in self._open:
            self._open[name] = Module(
                name, f"the toolchain's {name}", Origin.LIBRARY, self.library.compiled[name].open(self.terms)
            )
        return self._open[name]
