"""What a compiled module sees: its own constants and those of all modules that it imports, by structured name.

Lean's import merges modules without checking anything. Here the same merge is made on decoded files: an `Environment`
finds the one constant of a name, says where it comes from, and lists every name that two modules declare.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from gate.lean.declaration import Constant
from gate.lean.limits import DEFAULT_LIMITS, Limits
from gate.lean.names import Name
from gate.lean.olean import OleanFile
from gate.lean.term import Terms
from gate.model.digest import Digest, Json
from gate.model.errors import InfrastructureError, InputError

MAX_SCOPES = 64
"""Sets of imports whose scope a library remembers."""


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


class Environment:
    """The constants that are visible from the module ``root``: its own, and those of everything that it imports.

    ``provided`` are the modules that are not the library's; those that the root does not reach stay invisible.
    ``missing`` holds (path of the importing module, module that exists nowhere); ``clashes`` holds (name, path of one
    module, path of the other) where two visible modules declare the same name and at least one of them is provided.
    Raises OleanError when a visible module is not well formed.
    """

    def __init__(self, view: LibraryView, provided: Sequence[Module], root: Name) -> None:
        self._view = view
        self.missing: list[tuple[str, Name]] = []
        self.clashes: list[tuple[Name, str, str]] = []
        self.own, imports = self._visible({module.name: module for module in provided}, root)
        self._owner = view.library.scope(imports).owner
        self._declared: dict[Name, Module] = {}
        for module in self.own:
            for name in module.file.names:
                other = self._declared.get(name)
                if other is not None:
                    self.clashes.append((name, other.path, module.path))
                elif name in self._owner:
                    self.clashes.append((name, view.module(self._owner[name]).path, module.path))
                else:
                    self._declared[name] = module

    def _visible(self, provided: Mapping[Name, Module], root: Name) -> tuple[tuple[Module, ...], set[Name]]:
        """The provided modules that the root reaches, and what they import of the library."""
        own: dict[Name, Module] = {}
        imports: set[Name] = set()
        todo = [(str(root), root)]
        while todo:
            importer, name = todo.pop()
            if name in provided:
                if name not in own:
                    own[name] = provided[name]
                    todo += [(own[name].path, item.module) for item in own[name].file.imports]
            elif name in self._view.library.compiled:
                imports.add(name)
            elif (importer, name) not in self.missing:
                self.missing.append((importer, name))
        return tuple(own.values()), imports

    @property
    def library_digest(self) -> Digest:
        """The digest of the toolchain's compiled library."""
        return self._view.library.digest

    def module_of(self, name: Name) -> Module | None:
        """The module that declares a constant; None if nothing visible does."""
        module = self._declared.get(name)
        if module is not None:
            return module
        owner = self._owner.get(name)
        return None if owner is None else self._view.module(owner)

    def find(self, name: Name) -> Constant | None:
        """The constant of this name; None if nothing visible declares it. Raises OleanError while decoding it."""
        module = self.module_of(name)
        return None if module is None else module.file.constant(name)

    def same_module(self, other: Environment, name: Name) -> bool:
        """Whether both environments take this constant from the very same module, and so also all that it reaches."""
        module = self.module_of(name)
        return module is not None and module is other.module_of(name)

    def declared(self, origin: Origin) -> Iterator[Constant]:
        """Every constant that visible modules of this origin declare, decoded. Raises OleanError."""
        for module in self.own:
            if module.origin is origin:
                yield from module.file


def modules(compiled: Iterable[Compiled], terms: Terms, origin: Origin) -> list[Module]:
    """Decode the headers of some modules. Raises OleanError."""
    return [Module(item.module, item.path, origin, item.open(terms)) for item in compiled]
