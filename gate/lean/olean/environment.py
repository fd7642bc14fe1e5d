"""What a compiled module sees: its own constants and those of all modules that it imports, by structured name.

Lean's import merges modules without checking anything. Here the same merge is made on decoded files: an `Environment`
finds the one constant of a name, says where it comes from, and lists every name that two modules declare.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from gate.lean.core.declaration import Constant, Theorem
from gate.lean.core.names import Name
from gate.lean.core.term import Terms
from gate.lean.olean.library import LibraryView
from gate.lean.olean.module import Module, Origin
from gate.model.digest import Digest


class Environment:
    """The constants that are visible from the module ``root``: its own, and those of everything that it imports.

    ``provided`` are the modules that are not the library's; those that the root does not reach stay invisible.
    ``missing`` holds (label of the importing module, module that exists nowhere); ``clashes`` holds (name, label of one
    module, label of the other) where two visible modules declare the same name and at least one of them is provided.
    Equal theorems do not clash: Lean makes such lemmas (``f.eq_1``, ``f.induct``) in every module that needs them, and
    takes any of them at import. Of those, ``find`` gives the library's or else the first; ``repeated`` has the modules
    of each such name, the chosen one first, and ``copies`` the other theorems, each under a name that nobody uses.
    Raises OleanError when a visible module is not well formed.
    """

    def __init__(self, view: LibraryView, provided: Sequence[Module], root: Name) -> None:
        self._view = view
        self.missing: list[tuple[str, Name]] = []
        self.clashes: list[tuple[Name, str, str]] = []
        self.own, imports = self._visible({module.name: module for module in provided}, root)
        self._owner = view.library.scope(imports).owner
        self._declared: dict[Name, Module] = {}
        self.repeated: dict[Name, list[Module]] = {}
        for module in self.own:
            for name in module.file.names:
                chosen = self.module_of(name)
                if chosen is None:
                    self._declared[name] = module
                elif _same_theorem(view.terms, chosen.file.constant(name), module.file.constant(name)):
                    self.repeated.setdefault(name, [chosen]).append(module)
                else:
                    self.clashes.append((name, chosen.label, module.label))
        self.copies = dict(self._copies())

    def _copies(self) -> Iterator[tuple[Name, Theorem]]:
        for name, (_, *others) in self.repeated.items():
            for number, module in enumerate(others, start=1):
                unused = Name((*name, f"copy {number}"))
                while self.module_of(unused) is not None:
                    unused = unused.child(0)
                theorem = module.file.constant(name)
                assert isinstance(theorem, Theorem)
                yield unused, replace(theorem, name=unused)

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
                    todo += [(own[name].label, item.module) for item in own[name].file.imports]
            elif name in self._view.library.modules:
                imports.add(name)
            elif (importer, name) not in self.missing:
                self.missing.append((importer, name))
        return tuple(own.values()), imports

    @property
    def terms(self) -> Terms:
        """The arena that all constants are decoded into."""
        return self._view.terms

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

    def is_library(self, name: Name) -> bool:
        """Whether the constant of this name is the toolchain's."""
        return name in self._owner and name not in self._declared and name not in self.copies

    def find(self, name: Name) -> Constant | None:
        """The constant of this name; None if nothing visible declares it. Raises OleanError while decoding it."""
        if name in self.copies:
            return self.copies[name]
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


def _same_theorem(terms: Terms, one: Constant, other: Constant) -> bool:
    return (
        isinstance(one, Theorem)
        and isinstance(other, Theorem)
        and one.levels == other.levels
        and terms.erased(one.type) == terms.erased(other.type)
    )
