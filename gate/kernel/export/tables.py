"""The three tables of an export: names, levels and terms by position.

Position 0 of the names is the anonymous name and position 0 of the levels is level 0; both are never given. Positions
may be sparse and in any order.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Generic, TypeVar

from gate.kernel.errors import KernelError, LimitError
from gate.kernel.export.lines import MAX_NAME_NUMBER, Json, flag, items, malformed, natural, record, take, text
from gate.kernel.level import Level, Levels
from gate.kernel.literal import MAX_BITS
from gate.kernel.names import Name, Names
from gate.kernel.term import Term, Terms

Entry = TypeVar("Entry")

_BINDERS = ("default", "implicit", "strictImplicit", "instImplicit")
_DECIMAL_DIGITS_PER_BIT = 0.30103


class Table(Generic[Entry]):
    """Entries by position."""

    def __init__(self, what: str, first: Entry | None = None) -> None:
        self._what = what
        self._entries: dict[int, Entry] = {} if first is None else {0: first}

    def at(self, position: Json) -> Entry:
        """The entry. Raises KernelError (``export-index``) if there is none yet."""
        found = self._entries.get(position) if type(position) is int else None
        if found is None:
            natural(position)
            raise KernelError("export-index", f"{self._what} {position} has not been given")
        return found

    def many(self, positions: Json) -> tuple[Entry, ...]:
        """Several entries."""
        return tuple([self.at(position) for position in items(positions)])

    def give(self, position: Json, entry: Entry) -> None:
        """Add an entry. Raises KernelError (``export-index``) if there is one."""
        place = natural(position)
        if place in self._entries:
            raise KernelError("export-index", f"{self._what} {place} is given twice")
        self._entries[place] = entry

    def __len__(self) -> int:
        return len(self._entries)

    def entries(self) -> Iterable[Entry]:
        """All entries so far."""
        return self._entries.values()


class Tables:
    """Fills the tables line by line."""

    def __init__(self, names: Names, levels: Levels, terms: Terms) -> None:
        self._make_name = names.make
        self._make_levels = levels
        self._make = terms
        self.names: Table[Name] = Table("name", names.anonymous)
        self.levels: Table[Level] = Table("level", levels.zero)
        self.terms: Table[Term] = Table("term")

    def __len__(self) -> int:
        return len(self.names) + len(self.levels) + len(self.terms)

    def add(self, line: dict[str, Json]) -> bool:
        """Add the entry that a line gives; False if the line gives none. Raises KernelError and LimitError."""
        if "ie" in line:
            kind, value = _other(line, "ie")
            self.terms.give(line["ie"], self._term(kind, value))
        elif "in" in line:
            kind, value = _other(line, "in")
            self.names.give(line["in"], self._name(kind, value))
        elif "il" in line:
            kind, value = _other(line, "il")
            self.levels.give(line["il"], self._level(kind, value))
        else:
            return False
        return True

    def _name(self, kind: str, value: Json) -> Name:
        if kind == "str":
            prefix, part = take(value, "pre", "str")
            return self._make_name(self.names.at(prefix), text(part))
        if kind == "num":
            prefix, part = take(value, "pre", "i")
            return self._make_name(self.names.at(prefix), natural(part, MAX_NAME_NUMBER))
        return malformed("no such name")

    def _level(self, kind: str, value: Json) -> Level:
        if kind == "succ":
            return self._make_levels.succ(self.levels.at(value))
        if kind == "param":
            return self._make_levels.param(self.names.at(value))
        parts = self.levels.many(value) if kind in ("max", "imax") else malformed("no such level")
        if len(parts) != 2:
            malformed("two levels are expected")
        return self._make_levels.max(*parts) if kind == "max" else self._make_levels.imax(*parts)

    def _term(self, kind: str, value: Json) -> Term:
        make, at = self._make, self.terms.at
        if kind == "app":
            fn, arg = take(value, "fn", "arg")
            return make.app(at(fn), at(arg))
        if kind in ("lam", "forallE"):
            name, domain, body, binder = take(value, "name", "type", "body", "binderInfo")
            self.names.at(name)
            if binder not in _BINDERS:
                malformed("no such binder")
            return make.lam(at(domain), at(body)) if kind == "lam" else make.pi(at(domain), at(body))
        if kind == "const":
            name, levels = take(value, "name", "us")
            return make.const(self.names.at(name), self.levels.many(levels))
        if kind == "bvar":
            return make.bvar(natural(value))
        if kind == "sort":
            return make.sort(self.levels.at(value))
        if kind == "letE":
            name, type_, bound, body, nondependent = take(value, "name", "type", "value", "body", "nondep")
            self.names.at(name)
            flag(nondependent)
            return make.let(at(type_), at(bound), at(body))
        if kind == "proj":
            name, index, subject = take(value, "typeName", "idx", "struct")
            return make.proj(self.names.at(name), natural(index), at(subject))
        if kind == "natVal":
            return make.nat(_number(text(value)))
        if kind == "strVal":
            return make.str(text(value))
        if kind == "mdata":
            inner, data = take(value, "expr", "data")
            record(data)
            return at(inner)
        return malformed("no such term")


def _other(line: dict[str, Json], key: str) -> tuple[str, Json]:
    """The other key of a line with two keys, and its value."""
    if len(line) != 2:
        malformed("two keys are expected")
    first, second = line
    other = second if first == key else first
    return other, line[other]


def _number(digits: str) -> int:
    if not (digits.isascii() and digits.isdigit()):
        malformed("a number is not written in decimal")
    if len(digits) > MAX_BITS * _DECIMAL_DIGITS_PER_BIT:
        raise LimitError("number", f"a number literal has {len(digits)} digits")
    return int(Decimal(digits))  # unlike int, Decimal has no bound on digits that holds for the whole process
