"""A small language for exports, so that test cases can be read.

Terms are written with Python functions for bodies, ``pi(nat, lambda n: eq(n, n))``, and applied by calling them. Levels
are numbers, names of parameters, or made with `succ`, `lmax` and `imax`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

Level = int | str | tuple


def succ(level: Level) -> Level:
    return level + 1 if isinstance(level, int) else ("succ", level)


def lmax(left: Level, right: Level) -> Level:
    return ("max", left, right)


def imax(left: Level, right: Level) -> Level:
    return ("imax", left, right)


class Term:
    def __call__(self, *args: Term) -> Term:
        term = self
        for arg in args:
            term = App(term, arg)
        return term


@dataclass(frozen=True)
class Bound(Term):
    """The variable that the binder at this depth binds."""

    depth: int


@dataclass(frozen=True)
class Loose(Term):
    """A de Bruijn index as it stands, for terms that nothing should accept."""

    index: int


@dataclass(frozen=True)
class Sort(Term):
    level: Level


@dataclass(frozen=True)
class Const(Term):
    name: str
    levels: tuple[Level, ...] = ()


@dataclass(frozen=True)
class App(Term):
    fn: Term
    arg: Term


@dataclass(frozen=True)
class Binder(Term):
    kind: str
    domain: Term
    body: Callable[[Term], Term]


@dataclass(frozen=True)
class Let(Term):
    type: Term
    value: Term
    body: Callable[[Term], Term]


@dataclass(frozen=True)
class Proj(Term):
    structure: str
    index: int
    subject: Term


@dataclass(frozen=True)
class Nat(Term):
    value: int


@dataclass(frozen=True)
class Str(Term):
    value: str


prop = Sort(0)
type0 = Sort(1)


def const(name: str, *levels: Level) -> Const:
    return Const(name, levels)


def pi(domain: Term, body: Callable[[Term], Term]) -> Term:
    return Binder("forallE", domain, body)


def lam(domain: Term, body: Callable[[Term], Term]) -> Term:
    return Binder("lam", domain, body)


def arrow(*types: Term) -> Term:
    """``A → B → … → Z``."""
    *domains, result = types
    for domain in reversed(domains):
        result = pi(domain, lambda _, result=result: result)
    return result


def pis(domains: Sequence[Callable[..., Term]], body: Callable[..., Term], *given: Term) -> Term:
    """``Π`` over domains that may each depend on the variables before."""
    return _telescope("forallE", domains, body, given)


def lams(domains: Sequence[Callable[..., Term]], body: Callable[..., Term], *given: Term) -> Term:
    """``λ`` over domains that may each depend on the variables before."""
    return _telescope("lam", domains, body, given)


def _telescope(
    kind: str, domains: Sequence[Callable[..., Term]], body: Callable[..., Term], given: tuple[Term, ...]
) -> Term:
    if not domains:
        return body(*given)
    first, *rest = domains
    return Binder(kind, first(*given), lambda variable: _telescope(kind, rest, body, (*given, variable)))


class Export:
    """An export under construction: add declarations, then take `data`."""

    def __init__(self) -> None:
        self.rows: list[dict[str, object]] = [
            {"meta": {"exporter": {"name": "tests", "version": "0"}, "format": {"version": "3.1.0"}}}
        ]
        self._names: dict[tuple, int] = {(): 0}
        self._levels: dict[Level, int] = {0: 0}
        self._exprs: dict[tuple, int] = {}

    @property
    def data(self) -> bytes:
        return b"".join(json.dumps(row).encode() + b"\n" for row in self.rows)

    # Entries

    def name(self, name: str | tuple) -> int:
        """The position of a name: components separated by dots, or a tuple of them."""
        parts = tuple(name.split(".")) if isinstance(name, str) else name
        if parts not in self._names:
            prefix, last = self.name(parts[:-1]), parts[-1]
            kind = (
                {"str": {"pre": prefix, "str": last}} if isinstance(last, str) else {"num": {"pre": prefix, "i": last}}
            )
            self._names[parts] = len(self._names)
            self.rows.append({"in": self._names[parts], **kind})
        return self._names[parts]

    def names(self, names: Sequence[str | tuple]) -> list[int]:
        return [self.name(name) for name in names]

    def level(self, level: Level) -> int:
        if level not in self._levels:
            if isinstance(level, int):
                row: dict[str, object] = {"succ": self.level(level - 1)}
            elif isinstance(level, str):
                row = {"param": self.name(level)}
            elif level[0] == "succ":
                row = {"succ": self.level(level[1])}
            else:
                row = {level[0]: [self.level(part) for part in level[1:]]}
            self._levels[level] = len(self._levels)
            self.rows.append({"il": self._levels[level], **row})
        return self._levels[level]

    def expr(self, term: Term, depth: int = 0) -> int:
        """The position of a term below ``depth`` binders."""
        if isinstance(term, Bound):
            return self._row("bvar", depth - 1 - term.depth)
        if isinstance(term, Loose):
            return self._row("bvar", term.index)
        if isinstance(term, Sort):
            return self._row("sort", self.level(term.level))
        if isinstance(term, Const):
            return self._row("const", {"name": self.name(term.name), "us": [self.level(at) for at in term.levels]})
        if isinstance(term, App):
            return self._row("app", {"fn": self.expr(term.fn, depth), "arg": self.expr(term.arg, depth)})
        if isinstance(term, Binder):
            domain = self.expr(term.domain, depth)
            body = self.expr(term.body(Bound(depth)), depth + 1)
            binder = {"name": self.name("x"), "type": domain, "body": body, "binderInfo": "default"}
            return self._row(term.kind, binder)
        if isinstance(term, Let):
            type_, value = self.expr(term.type, depth), self.expr(term.value, depth)
            body = self.expr(term.body(Bound(depth)), depth + 1)
            bound = {"name": self.name("x"), "type": type_, "value": value, "body": body, "nondep": False}
            return self._row("letE", bound)
        if isinstance(term, Proj):
            subject = self.expr(term.subject, depth)
            return self._row("proj", {"typeName": self.name(term.structure), "idx": term.index, "struct": subject})
        if isinstance(term, Nat):
            return self._row("natVal", str(term.value))
        assert isinstance(term, Str)
        return self._row("strVal", term.value)

    def _row(self, kind: str, value: object) -> int:
        key = (kind, json.dumps(value))
        if key not in self._exprs:
            self._exprs[key] = len(self._exprs)
            self.rows.append({"ie": self._exprs[key], kind: value})
        return self._exprs[key]

    # Declarations

    def _common(self, name: str | tuple, params: Sequence[str], type_: Term) -> dict[str, object]:
        return {"name": self.name(name), "levelParams": self.names(params), "type": self.expr(type_)}

    def axiom(self, name: str | tuple, type_: Term, params: Sequence[str] = ()) -> Export:
        self.rows.append({"axiom": {**self._common(name, params, type_), "isUnsafe": False}})
        return self

    def definition(
        self, name: str | tuple, type_: Term, value: Term, params: Sequence[str] = (), hints: object = "abbrev"
    ) -> Export:
        fields = {**self._common(name, params, type_), "value": self.expr(value), "hints": hints, "safety": "safe"}
        self.rows.append({"def": {**fields, "all": self.names([name])}})
        return self

    def theorem(self, name: str | tuple, type_: Term, value: Term, params: Sequence[str] = ()) -> Export:
        fields = {**self._common(name, params, type_), "value": self.expr(value), "all": self.names([name])}
        self.rows.append({"thm": fields})
        return self

    def opaque(self, name: str | tuple, type_: Term, value: Term, params: Sequence[str] = ()) -> Export:
        fields = {**self._common(name, params, type_), "value": self.expr(value), "all": self.names([name])}
        self.rows.append({"opaque": {**fields, "isUnsafe": False}})
        return self

    def quotient(self, name: str, kind: str, type_: Term, params: Sequence[str]) -> Export:
        self.rows.append({"quot": {**self._common(name, params, type_), "kind": kind}})
        return self
