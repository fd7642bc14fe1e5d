"""Digests of constants that do not depend on an arena: what a human approves is named by these."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from enum import Enum

from gate.lean.core.declaration import Constant, Rule, erased, expressions, kind_of
from gate.lean.core.dependencies import Walk, references
from gate.lean.core.names import Name
from gate.lean.core.term import APP, BINDERS, CONST, LET, PROJ, SORT, STR, Expr, Terms
from gate.lean.olean.environment import Environment
from gate.lean.olean.module import Origin
from gate.model.digest import Digest, Json

HOLE_CONTRACT = "gate-hole-v1"


class Fingerprints:
    """Merkle digests of the expressions of one arena; binder names and infos do not count."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._expr: dict[Expr, str] = {}

    def constant(self, constant: Constant) -> Digest:
        """The digest of all fields of a constant."""
        constant = erased(self._terms, constant)
        roots = expressions(constant)
        for expr in self._terms.reachable(*roots, known=self._expr):
            self._expr[expr] = Digest.of_json(self._node(expr)).hex
        body: dict[str, Json] = {
            field.name: self._field(field.name, getattr(constant, field.name)) for field in fields(constant)
        }
        return Digest.of_json({"kind": kind_of(constant), **body})

    def _field(self, name: str, value: object) -> Json:
        if name in ("type", "value"):
            assert isinstance(value, int)
            return self._expr[value]
        if isinstance(value, Name):
            return value.to_json()
        if isinstance(value, Rule):
            return [value.constructor.to_json(), value.fields, self._expr[value.rhs]]
        if isinstance(value, tuple):
            return [self._field("", item) for item in value]
        if isinstance(value, Enum):
            return value.name
        return value

    def _node(self, expr: Expr) -> Json:
        node = self._terms.exprs[expr]
        tag = node[0]
        if tag == CONST:
            return [tag, node[1].to_json(), [self._level(level) for level in node[2]]]
        if tag == SORT:
            return [tag, self._level(node[1])]
        if tag == APP:
            return [tag, self._expr[node[1]], self._expr[node[2]]]
        if tag in BINDERS:
            return [tag, self._expr[node[2]], self._expr[node[3]]]
        if tag == LET:
            return [tag, *(self._expr[part] for part in node[2:5])]
        if tag == PROJ:
            return [tag, node[1].to_json(), node[2], self._expr[node[3]]]
        return [tag, node[1] if tag == STR else str(node[1])]

    def _level(self, level: int) -> Json:
        tag, *parts = self._terms.levels[level]
        return [tag, *(part.to_json() if isinstance(part, Name) else self._level(part) for part in parts)]


def hole_listing(terms: Terms, solution: Environment, hole: Name) -> dict[str, Json]:
    """What a hole's filled value is: the hole and everything it rests on that is not the toolchain's, by digests.

    The value's identity, which a human approves, is the digest of this.
    """
    prints = Fingerprints(terms)
    own: list[Json] = []
    seen: set[Expr] = set()  # a term that many constants share is walked once

    def next_names(name: Name) -> Iterable[Name]:
        module = solution.module_of(name)
        if module is None or module.origin is Origin.LIBRARY:
            return ()
        return references(terms, module.file.constant(name), seen=seen)

    for name in Walk((hole,), next_names):
        module = solution.module_of(name)
        if module is not None and module.origin is not Origin.LIBRARY:
            own.append([name.to_json(), prints.constant(module.file.constant(name)).hex])
    return {
        "contract": HOLE_CONTRACT,
        "hole": hole.to_json(),
        "constants": sorted(own, key=str),
        "library": str(solution.library_digest),
    }
