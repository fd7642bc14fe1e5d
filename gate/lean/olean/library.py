"""A toolchain's compiled library: which module declares what, read when something first imports it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gate.lean.core.limits import DEFAULT_LIMITS, Limits
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.cache import OleanCache
from gate.lean.olean.module import LATER_PARTS, OLEAN, CompiledModule, Module, Origin, module_path
from gate.lean.olean.tables import Table, kept_table
from gate.model.digest import Digest
from gate.model.errors import InfrastructureError, InputError

MAX_SCOPES = 64
"""Sets of imports whose scope a library remembers."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What some imports of the library make visible: its modules, and for each constant the module that declares it."""

    modules: frozenset[Name]
    owner: Mapping[Name, Name]


class Library:
    """A toolchain's compiled library. A module is read when something first imports it.

    Nothing here depends on an arena, so one `Library` serves any number of verdicts, also at once.
    """

    def __init__(
        self,
        files: Mapping[str, bytes],
        *,
        listing: Mapping[str, str] | None = None,
        cache: OleanCache | None = None,
        limits: Limits = DEFAULT_LIMITS,
    ) -> None:
        """``files`` are by path below the search path; a mapping that reads a file when it is asked for will do.

        ``listing`` has each file's digest (``sha256:…``), for ``files`` that would otherwise all be read for it;
        ``cache`` keeps the modules' name tables.
        """
        self._files = files
        self._cache = cache
        self._limits = limits
        self.listing = listing or {path: str(Digest.of(content)) for path, content in files.items()}
        """Path of each compiled file → its digest."""
        self.modules = frozenset(
            Name(path.removesuffix(OLEAN).split("/")) for path in self.listing if path.endswith(OLEAN)
        )
        self.roots = frozenset(str(module[0]) for module in self.modules)
        """The first components of the modules' names."""
        self._tables: dict[Name, Table] = {}
        self._scopes: dict[frozenset[Name], Scope] = {}

    @property
    def digest(self) -> Digest:
        """The library's identity: the digest of its listing."""
        return Digest.of_json(dict(self.listing))

    def compiled(self, module: Name) -> CompiledModule:
        """The files of a module. Raises KeyError if the library has none of this name."""
        stem = module_path(module, "")
        return CompiledModule.from_files(module, stem + OLEAN, self._files, stem)

    def scope(self, imports: Iterable[Name]) -> Scope:
        """What these imports make visible. Raises InfrastructureError when the library is damaged or incomplete."""
        roots = frozenset(imports)
        scope = self._scopes.get(roots)
        if scope is None:
            owner: dict[Name, Name] = {}
            visible: set[Name] = set()
            todo = list(roots)
            while todo:
                module = todo.pop()
                if module not in visible:
                    visible.add(module)
                    table = self._table(module)
                    owner.update(dict.fromkeys(table.declared, module))
                    todo += table.imports
            scope = Scope(frozenset(visible), owner)
            if len(self._scopes) >= MAX_SCOPES:
                self._scopes = {}
            self._scopes[roots] = scope
        return scope

    def _table(self, module: Name) -> Table:
        table = self._tables.get(module)
        if table is None:
            if module not in self.modules:
                raise InfrastructureError("toolchain.library", f"the toolchain's library lacks its module {module}")
            paths = [module_path(module, suffix) for suffix in (OLEAN, *LATER_PARTS)]
            parts = [self.listing[path] for path in paths if path in self.listing]
            try:
                table = kept_table(self._cache, parts, lambda: self.compiled(module).open(Terms(self._limits)))
            except InputError as error:
                raise InfrastructureError(
                    "toolchain.library", f"the toolchain's library cannot be read: {error.message}", where=error.where
                ) from None
            self._tables[module] = table
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
            file = self.library.compiled(name).open(self.terms)
            self._open[name] = Module(name, f"the toolchain's {name}", Origin.LIBRARY, file)
        return self._open[name]
