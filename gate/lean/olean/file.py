"""Decoder of compiled Lean files (``.olean`` version 2 and the parts of Lean's module system).

`OleanFile.open` finds where each constant is without decoding any body; `OleanFile.constant` decodes one constant and
just what it reaches. So a theorem on top of a big library costs no more than its own closure. Extension entries
(tactics, attributes, documentation) are never looked at. The layout that is accepted is the one of Lean 4.35.0.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gate.lean.core.declaration import (
    Axiom,
    Constant,
    Constructor,
    Definition,
    Hint,
    Inductive,
    Opaque,
    Quotient,
    QuotKind,
    Recursor,
    Rule,
    Safety,
    Theorem,
)
from gate.lean.core.limits import OleanError
from gate.lean.core.names import Name
from gate.lean.core.term import Expr, Terms
from gate.lean.olean.region import Region, header_word
from gate.lean.olean.terms import TermReader

_MODULE_DATA = header_word(0, 5, 1)
_IMPORT = header_word(0, 1, 3)
_CONSTANT_VAL = _RULE = header_word(0, 3)
_REGULAR_HINT = header_word(2, 0, 4)
_HINTS = {1: Hint.OPAQUE, 3: Hint.ABBREVIATION}

_AXIOM, _DEFINITION, _THEOREM, _OPAQUE, _QUOTIENT, _INDUCTIVE, _CONSTRUCTOR, _RECURSOR = range(8)
_INFO = {header_word(tag, 1): tag for tag in range(8)}
_SHAPES: dict[int, tuple[int, tuple[int, ...]]] = {
    _AXIOM: (1, (1,)),
    _DEFINITION: (4, (2,)),
    _THEOREM: (3, ()),
    _OPAQUE: (3, (1,)),
    _QUOTIENT: (1, (3,)),
    _INDUCTIVE: (6, (1, 1, 1)),
    _CONSTRUCTOR: (5, (1,)),
    _RECURSOR: (7, (1, 1)),
}
"""Per kind of constant: the number of object fields, and the largest value of each scalar byte."""


@dataclass(frozen=True, slots=True)
class Import:
    """One import of a module, with the module system's three flags."""

    module: Name
    import_all: bool
    exported: bool
    meta: bool


class OleanFile:
    """One decoded module. ``names`` lists its constants in file order; ``terms`` is the arena that was passed.

    A module of the module system comes in three parts, of which the last one's root says everything; ``later`` are the
    contents of ``.olean.server`` and ``.olean.private``. Raises OleanError, also while a constant is decoded.
    """

    def __init__(self, region: Region, terms: Terms, parts: int) -> None:
        self.terms = terms
        self.version, self.githash = region.version, region.githash
        self._region = region
        self._reader = TermReader(region, terms)
        self._known: dict[Name, Constant] = {}
        root = region.object(region.root, region.size, _MODULE_DATA, "module data")
        # A later part that adds nothing has its root in an earlier one (an import-only file of the module system).
        if parts == 1 and root + 7 != region.size:
            region.refuse("root", "the root is not the last object", root)
        imports, names, constants, _, _, flags = region.words[root + 1 : root + 7]
        self.is_module = bool(region.flags(flags, root, (1,))[0])
        if self.is_module != (parts > 1):
            region.refuse(
                "parts",
                "a file of the module system needs its .server and .private parts, and other files have none",
                root,
            )
        self.imports = self._imports(imports, root)
        self._at = self._index(names, constants, root)

    @classmethod
    def open(cls, data: bytes, terms: Terms, *, later: Sequence[bytes] = (), where: str = "olean") -> OleanFile:
        """Read the headers, the imports and the table of constants. ``where`` is the file's name in messages.

        Raises OleanError, OleanLimitError.
        """
        if len(later) > 2:
            raise OleanError("parts", "a module has at most three parts", where=where)
        return cls(Region((data, *later), terms.limits, where), terms, 1 + len(later))

    @property
    def names(self) -> tuple[Name, ...]:
        """The constants' names, in file order."""
        return tuple(self._at)

    def __contains__(self, name: Name) -> bool:
        return name in self._at

    def __iter__(self) -> Iterator[Constant]:
        """All constants, decoded."""
        return map(self.constant, self._at)

    def constant(self, name: Name) -> Constant:
        """Decode one constant and all that it reaches. Raises OleanError, or KeyError if the file has no such name."""
        known = self._known.get(name)
        if known is None:
            try:
                known = self._known[name] = self._constant(*self._at[name])
            except OleanError as error:
                if error.where is None:  # a bound on terms was met
                    error.where = f"{self._region.where}, in {name}"
                raise
        return known

    def _imports(self, word: int, root: int) -> tuple[Import, ...]:
        region = self._region
        holder, items = region.array(word, root, region.limits.imports)
        imports = []
        for item in items:
            index = region.object(item, holder, _IMPORT, "import")
            flags = region.flags(region.words[index + 2], index, (1, 1, 1))
            imports.append(Import(self._reader.name(region.words[index + 1], index), *map(bool, flags)))
        return tuple(imports)

    def _index(self, names: int, constants: int, root: int) -> dict[Name, tuple[int, int, int]]:
        """Name → (kind, index of the value object, index of the name/parameters/type object)."""
        region, words, name = self._region, self._region.words, self._reader.name
        most = region.limits.constants
        names_at, listed = region.array(names, root, most)
        constants_at, infos = region.array(constants, root, most)
        places: dict[Name, tuple[int, int, int]] = {}
        if len(listed) != len(infos):
            region.refuse("names", "the table of names has another length than the table of constants", root)
        for listed_name, word in zip(listed, infos, strict=True):
            info = region.pointer(word, constants_at, 2)
            kind = _INFO.get(words[info])
            if kind is None:
                region.refuse("object", "constant expected", info)
            fields, scalars = _SHAPES[kind]
            value = region.object(words[info + 1], info, header_word(0, fields, len(scalars)), "constant")
            common = region.object(words[value + 1], value, _CONSTANT_VAL, "name, parameters and type")
            own = name(words[common + 1], common)
            if own != name(listed_name, names_at):
                region.refuse("names", f"the table of names has another name for {own}", common)
            if not own:
                region.refuse("names", "a constant has no name", common)
            if own in places:
                region.refuse("duplicate", f"{own} is declared twice", common)
            places[own] = (kind, value, common)
        return places

    def _constant(self, kind: int, at: int, common_at: int) -> Constant:
        region, reader = self._region, self._reader
        fields, maxima = _SHAPES[kind]
        field = (0, *region.words[at + 1 : at + 1 + fields])  # fields are counted from 1; field 1 is the common part
        flags = region.flags(region.words[at + 1 + fields], at, maxima) if maxima else b""
        _, name_word, levels, type_word = region.words[common_at : common_at + 4]
        common = (
            reader.name(name_word, common_at),
            reader.names(levels, common_at),
            reader.closed(type_word, common_at),
        )
        if kind == _AXIOM:
            return Axiom(*common, bool(flags[0]))
        if kind == _DEFINITION:
            value, hints = reader.closed(field[2], at), self._hints(field[3], at)
            return Definition(*common, value, hints, Safety(flags[0]), reader.names(field[4], at))
        if kind == _THEOREM:
            return Theorem(*common, reader.closed(field[2], at), reader.names(field[3], at))
        if kind == _OPAQUE:
            return Opaque(*common, reader.closed(field[2], at), bool(flags[0]), reader.names(field[3], at))
        if kind == _QUOTIENT:
            return Quotient(*common, QuotKind(flags[0]))
        return self._of_inductive(kind, common, field, flags, at)

    def _of_inductive(
        self, kind: int, common: tuple[Name, tuple[Name, ...], Expr], field: Sequence[int], flags: bytes, at: int
    ) -> Constant:
        small, names = self._region.small, self._reader.names
        if kind == _INDUCTIVE:
            params, indices = small(field[2], at), small(field[3], at)
            blocks, constructors, nested = names(field[4], at), names(field[5], at), small(field[6], at)
            return Inductive(*common, params, indices, blocks, constructors, nested, *map(bool, flags))
        if kind == _CONSTRUCTOR:
            owner = self._reader.name(field[2], at)
            index, params, fields = small(field[3], at), small(field[4], at), small(field[5], at)
            return Constructor(*common, owner, index, params, fields, bool(flags[0]))
        blocks, params, indices = names(field[2], at), small(field[3], at), small(field[4], at)
        motives, minors, rules = small(field[5], at), small(field[6], at), self._rules(field[7], at)
        return Recursor(*common, blocks, params, indices, motives, minors, rules, *map(bool, flags))

    def _rules(self, word: int, holder: int) -> tuple[Rule, ...]:
        region, rules = self._region, []
        for item, cell in region.list(word, holder):
            at = region.object(item, cell, _RULE, "recursor rule")
            constructor, fields, rhs = region.words[at + 1 : at + 4]
            name = self._reader.name(constructor, at)
            rules.append(Rule(name, region.small(fields, at), self._reader.closed(rhs, at)))
        return tuple(rules)

    def _hints(self, word: int, holder: int) -> Hint | int:
        if word in _HINTS:
            return _HINTS[word]
        at = self._region.object(word, holder, _REGULAR_HINT, "reducibility hint")
        height = self._region.words[at + 1]
        if height >> 32:
            self._region.refuse("flags", "a flag has an unknown value", at)
        return height
