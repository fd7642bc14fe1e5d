"""Terms (thesis §2.1), one object per term: equality up to names of bound variables is identity.

    e ::= #i | x | Sort ℓ | c.{ℓ…} | e e' | λ e. e' | Π e. e' | let e := e' in e'' | s.i e | n | "text"

Bound variables are de Bruijn indices: ``#0`` is bound by the nearest binder. A free variable (`FVar`) carries its type
and a *rank*: where a rule goes below a binder, it puts a free variable for the bound one, whose rank is above those of
all free variables around it. So terms need no context, a variable's meaning never changes, and what was found out about
a term stays true for as long as the term exists.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

from gate.kernel.level import Level
from gate.kernel.names import Name

BVAR: Final = 0
APP: Final = 1
LET: Final = 2
PROJ: Final = 3
CONST: Final = 4
FVAR: Final = 5
SORT: Final = 6
LAM: Final = 7
PI: Final = 8
NAT: Final = 9
STR: Final = 10


class BVar:
    """``#index``."""

    __slots__ = ("fresh", "index", "kind", "loose", "parametric")

    def __init__(self, index: int) -> None:
        self.kind: Literal[0] = BVAR
        self.loose: int = index + 1
        self.fresh: int = 0
        self.parametric: bool = False
        self.index = index


class FVar:
    """The variable of this rank and type."""

    __slots__ = ("fresh", "kind", "loose", "parametric", "rank", "type")

    def __init__(self, rank: int, type_: Term) -> None:
        self.kind: Literal[5] = FVAR
        self.loose: int = 0
        self.fresh: int = rank + 1
        self.parametric: bool = type_.parametric
        self.rank = rank
        self.type = type_


class Sort:
    """``Sort level``."""

    __slots__ = ("fresh", "kind", "level", "loose", "parametric")

    def __init__(self, level: Level) -> None:
        self.kind: Literal[6] = SORT
        self.loose: int = 0
        self.fresh: int = 0
        self.parametric: bool = level.parametric
        self.level = level


class Const:
    """``name.{levels}``."""

    __slots__ = ("fresh", "kind", "levels", "loose", "name", "parametric")

    def __init__(self, name: Name, levels: tuple[Level, ...]) -> None:
        self.kind: Literal[4] = CONST
        self.loose: int = 0
        self.fresh: int = 0
        self.parametric: bool = any(level.parametric for level in levels)
        self.name = name
        self.levels = levels


class App:
    """``fn arg``."""

    __slots__ = ("arg", "fn", "fresh", "kind", "loose", "parametric")

    def __init__(self, fn: Term, arg: Term) -> None:
        self.kind: Literal[1] = APP
        self.loose: int = fn.loose if fn.loose > arg.loose else arg.loose
        self.fresh: int = fn.fresh if fn.fresh > arg.fresh else arg.fresh
        self.parametric: bool = fn.parametric or arg.parametric
        self.fn = fn
        self.arg = arg


class Lam:
    """``λ domain. body``."""

    __slots__ = ("body", "domain", "fresh", "kind", "loose", "parametric")

    def __init__(self, domain: Term, body: Term) -> None:
        self.kind: Literal[7] = LAM
        self.loose: int = domain.loose if domain.loose >= body.loose else body.loose - 1
        self.fresh: int = domain.fresh if domain.fresh > body.fresh else body.fresh
        self.parametric: bool = domain.parametric or body.parametric
        self.domain = domain
        self.body = body


class Pi:
    """``Π domain. body``."""

    __slots__ = ("body", "domain", "fresh", "kind", "loose", "parametric")

    def __init__(self, domain: Term, body: Term) -> None:
        self.kind: Literal[8] = PI
        self.loose: int = domain.loose if domain.loose >= body.loose else body.loose - 1
        self.fresh: int = domain.fresh if domain.fresh > body.fresh else body.fresh
        self.parametric: bool = domain.parametric or body.parametric
        self.domain = domain
        self.body = body


class Let:
    """``let type := value in body``."""

    __slots__ = ("body", "fresh", "kind", "loose", "parametric", "type", "value")

    def __init__(self, type_: Term, value: Term, body: Term) -> None:
        self.kind: Literal[2] = LET
        self.loose: int = max(type_.loose, value.loose, body.loose - 1)
        self.fresh: int = max(type_.fresh, value.fresh, body.fresh)
        self.parametric: bool = type_.parametric or value.parametric or body.parametric
        self.type = type_
        self.value = value
        self.body = body


class Proj:
    """``structure.index subject``: field ``index`` of a value of the structure."""

    __slots__ = ("fresh", "index", "kind", "loose", "parametric", "structure", "subject")

    def __init__(self, structure: Name, index: int, subject: Term) -> None:
        self.kind: Literal[3] = PROJ
        self.loose: int = subject.loose
        self.fresh: int = subject.fresh
        self.parametric: bool = subject.parametric
        self.structure = structure
        self.index = index
        self.subject = subject


class Nat:
    """A natural number."""

    __slots__ = ("fresh", "kind", "loose", "parametric", "value")

    def __init__(self, value: int) -> None:
        self.kind: Literal[9] = NAT
        self.loose: int = 0
        self.fresh: int = 0
        self.parametric: bool = False
        self.value = value


class Str:
    """A text."""

    __slots__ = ("fresh", "kind", "loose", "parametric", "value")

    def __init__(self, value: str) -> None:
        self.kind: Literal[10] = STR
        self.loose: int = 0
        self.fresh: int = 0
        self.parametric: bool = False
        self.value = value


Term: TypeAlias = BVar | FVar | Sort | Const | App | Lam | Pi | Let | Proj | Nat | Str
"""``kind`` says which; every term also has

- ``loose``: all bound variables without a binder are below ``#loose``; 0 means that the term is closed;
- ``fresh``: all free variables have ranks below it;
- ``parametric``: whether universe parameters occur.
"""


class Terms:
    """The tables in which every term is unique."""

    def __init__(self) -> None:
        self._bvars: dict[int, BVar] = {}
        self._fvars: dict[tuple[int, Term], FVar] = {}
        self._sorts: dict[Level, Sort] = {}
        self._consts: dict[tuple[Name, tuple[Level, ...]], Const] = {}
        self._apps: dict[tuple[Term, Term], App] = {}
        self._lams: dict[tuple[Term, Term], Lam] = {}
        self._pis: dict[tuple[Term, Term], Pi] = {}
        self._lets: dict[tuple[Term, Term, Term], Let] = {}
        self._projs: dict[tuple[Name, int, Term], Proj] = {}
        self._nats: dict[int, Nat] = {}
        self._strs: dict[str, Str] = {}

    def bvar(self, index: int) -> BVar:
        """``#index``."""
        term = self._bvars.get(index)
        if term is None:
            term = self._bvars[index] = BVar(index)
        return term

    def fvar(self, rank: int, type_: Term) -> FVar:
        """The free variable of this rank and closed type."""
        key = (rank, type_)
        term = self._fvars.get(key)
        if term is None:
            term = self._fvars[key] = FVar(rank, type_)
        return term

    def sort(self, level: Level) -> Sort:
        """``Sort level``."""
        term = self._sorts.get(level)
        if term is None:
            term = self._sorts[level] = Sort(level)
        return term

    def const(self, name: Name, levels: tuple[Level, ...]) -> Const:
        """``name.{levels}``."""
        key = (name, levels)
        term = self._consts.get(key)
        if term is None:
            term = self._consts[key] = Const(name, levels)
        return term

    def app(self, fn: Term, arg: Term) -> App:
        """``fn arg``."""
        key = (fn, arg)
        term = self._apps.get(key)
        if term is None:
            term = self._apps[key] = App(fn, arg)
        return term

    def lam(self, domain: Term, body: Term) -> Lam:
        """``λ domain. body``."""
        key = (domain, body)
        term = self._lams.get(key)
        if term is None:
            term = self._lams[key] = Lam(domain, body)
        return term

    def pi(self, domain: Term, body: Term) -> Pi:
        """``Π domain. body``."""
        key = (domain, body)
        term = self._pis.get(key)
        if term is None:
            term = self._pis[key] = Pi(domain, body)
        return term

    def let(self, type_: Term, value: Term, body: Term) -> Let:
        """``let type := value in body``."""
        key = (type_, value, body)
        term = self._lets.get(key)
        if term is None:
            term = self._lets[key] = Let(type_, value, body)
        return term

    def proj(self, structure: Name, index: int, subject: Term) -> Proj:
        """``structure.index subject``."""
        key = (structure, index, subject)
        term = self._projs.get(key)
        if term is None:
            term = self._projs[key] = Proj(structure, index, subject)
        return term

    def nat(self, value: int) -> Nat:
        """The literal for a number."""
        term = self._nats.get(value)
        if term is None:
            term = self._nats[value] = Nat(value)
        return term

    def str(self, value: str) -> Str:
        """The literal for a text."""
        term = self._strs.get(value)
        if term is None:
            term = self._strs[value] = Str(value)
        return term

    def apply(self, fn: Term, *args: Term) -> Term:
        """``fn arg…``."""
        for arg in args:
            fn = self.app(fn, arg)
        return fn

    def __len__(self) -> int:
        return len(self._apps) + len(self._lams) + len(self._pis) + len(self._fvars)

    def release(self, roots: Iterable[Term]) -> None:
        """Forget all terms but these and their parts."""
        live = parts(roots)
        self._apps = {key: term for key, term in self._apps.items() if term in live}
        self._lams = {key: term for key, term in self._lams.items() if term in live}
        self._pis = {key: term for key, term in self._pis.items() if term in live}
        self._lets = {key: term for key, term in self._lets.items() if term in live}
        self._projs = {key: term for key, term in self._projs.items() if term in live}
        self._consts = {key: term for key, term in self._consts.items() if term in live}
        self._nats = {key: term for key, term in self._nats.items() if term in live}
        self._fvars.clear()


def parts(roots: Iterable[Term]) -> set[Term]:
    """The terms and everything that they are made of."""
    seen: set[Term] = set()
    stack = list(roots)
    while stack:
        term = stack.pop()
        if term not in seen:
            seen.add(term)
            stack += children(term)
    return seen


def children(term: Term) -> tuple[Term, ...]:
    """The terms that a term is made of; what a free variable carries is no part of it."""
    if term.kind == APP:
        return term.fn, term.arg
    if term.kind == LAM or term.kind == PI:
        return term.domain, term.body
    if term.kind == LET:
        return term.type, term.value, term.body
    return (term.subject,) if term.kind == PROJ else ()
