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
from gate.model.digest import Digest
from gate.model.errors import InfrastructureError, InputError


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


class Library:
    """A toolchain's compiled library: its modules, what they import and which constants each declares.

    Nothing here depends on an arena, so one `Library` serves any number of verdicts.
    """

    def __init__(self, files: Mapping[str, bytes], *, limits: Limits = DEFAULT_LIMITS) -> None:
        self.compiled: dict[Name, Compiled] = {}
        self.imports: dict[Name, tuple[Name, ...]] = {}
        self.owner: dict[Name, Name] = {}
        """Constant → module."""
        for path in sorted(files):
            if path.endswith(".olean"):
                module = Name(path.removesuffix(".olean").split("/"))
                parts = tuple(files[path + part] for part in (".server", ".private") if path + part in files)
                self.compiled[module] = Compiled(module, path, files[path], parts)
        try:
            for module, compiled in self.compiled.items():
                file = compiled.open(Terms(limits))
                self.imports[module] = tuple(item.module for item in file.imports)
                self.owner.update((name, module) for name in file.names)
        except InputError as error:
            raise InfrastructureError(
                "toolchain.library", f"the toolchain's library cannot be read: {error.message}", where=error.where
            ) from None
        self.digest = Digest.of_json({path: str(Digest.of(data)) for path, data in files.items()})
        self.roots = frozenset(str(module[0]) for module in self.compiled)


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
        self.own, self._library = self._visible({module.name: module for module in provided}, root)
        self._declared: dict[Name, Module] = {}
        owner = view.library.owner
        for module in self.own:
            for name in module.file.names:
                other = self._declared.get(name)
                if other is not None:
                    self.clashes.append((name, other.path, module.path))
                elif owner.get(name) in self._library:
                    self.clashes.append((name, view.module(owner[name]).path, module.path))
                else:
                    self._declared[name] = module

    def _visible(self, provided: Mapping[Name, Module], root: Name) -> tuple[tuple[Module, ...], frozenset[Name]]:
        """The provided modules, each after those that import it, and the names of the library's modules."""
        library = self._view.library
        own: dict[Name, Module] = {}
        seen: set[Name] = set()
        todo = [(str(root), root)]
        while todo:
            importer, name = todo.pop()
            if name in seen or name in own:
                continue
            if name in provided:
                own[name] = provided[name]
                todo += [(own[name].path, item.module) for item in own[name].file.imports]
            elif name in library.compiled:
                seen.add(name)
                todo += [(str(name), imported) for imported in library.imports[name]]
            else:
                self.missing.append((importer, name))
        return tuple(own.values()), frozenset(seen)

    @property
    def library_digest(self) -> Digest:
        """The digest of the toolchain's compiled library."""
        return self._view.library.digest

    def module_of(self, name: Name) -> Module | None:
        """The module that declares a constant; None if nothing visible does."""
        module = self._declared.get(name)
        if module is not None:
            return module
        owner = self._view.library.owner.get(name)
        return self._view.module(owner) if owner is not None and owner in self._library else None

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
