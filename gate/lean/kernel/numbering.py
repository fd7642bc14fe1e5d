"""Terms as rows that refer to earlier rows: what both outgoing formats are made of.

The positions are those of lean4export: the anonymous name and universe level 0 are position 0 of their tables and are
never written; everything else gets the next position when it is first used. Sharing is kept, so the rows are about as
large as the terms.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from gate.lean.core.names import ANONYMOUS, Name
from gate.lean.core.term import (
    APP,
    BINDERS,
    CONST,
    LET,
    NAT,
    PARAM,
    PROJ,
    SORT,
    ZERO,
    Expr,
    Level,
    Node,
    Terms,
)
from gate.model.digest import Json

Row = list[Json]


@dataclass(slots=True)
class Rows:
    """What has to be written before a declaration: new names, then new levels, then new expressions.

    Names are ``[prefix, component]``; levels and expressions are nodes of `gate.lean.core.term` with positions in place
    of names, levels and expressions, and numbers of literals in hexadecimal.
    """

    names: list[Row] = field(default_factory=list)
    levels: list[Row] = field(default_factory=list)
    exprs: list[Row] = field(default_factory=list)


class Numbering:
    """Positions in the three tables of one arena. `take` hands out the rows that are new since the last call."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self._names: dict[Name, int] = {ANONYMOUS: 0}
        self._levels: dict[Level, int] = {ZERO: 0}
        self._exprs: dict[Expr, int] = {}
        self._rows = Rows()

    def take(self) -> Rows:
        """The rows collected since the last call."""
        rows, self._rows = self._rows, Rows()
        return rows

    def name(self, name: Name) -> int:
        """The position of a name."""
        position = self._names.get(name)
        if position is None:
            position = 0
            for length in range(1, len(name) + 1):
                prefix, part = position, Name(name[:length])
                if part not in self._names:
                    self._names[part] = len(self._names)
                    self._rows.names.append([prefix, part[-1]])
                position = self._names[part]
        return position

    def names(self, names: Iterable[Name]) -> list[int]:
        """The positions of names."""
        return [self.name(name) for name in names]

    def level(self, level: Level) -> int:
        """The position of a level."""
        known = self._levels
        if level not in known:
            todo, pending = [level], set[Level]()
            while todo:
                top = todo.pop()
                node = self.terms.levels[top]
                if top not in known and top not in pending:
                    pending.add(top)
                    todo += () if node[0] == PARAM else node[1:]
            for part in sorted(pending):  # parts have smaller indices
                tag, *parts = self.terms.levels[part]
                positions = [self.name(parts[0])] if tag == PARAM else [known[index] for index in parts]
                known[part] = len(known)
                self._rows.levels.append([tag, *positions])
        return known[level]

    def expr(self, expr: Expr) -> int:
        """The position of an expression."""
        known, exprs, rows = self._exprs, self.terms.exprs, self._rows.exprs
        if expr not in known:
            for part in self.terms.reachable(expr, known=known):
                row = self._row(exprs[part])
                known[part] = len(known)
                rows.append(row)
        return known[expr]

    def _row(self, node: Node) -> Row:
        known = self._exprs
        tag = node[0]
        if tag == APP:
            return [APP, known[node[1]], known[node[2]]]
        if tag in BINDERS:
            return [tag, self.name(node[1]), known[node[2]], known[node[3]], node[4]]
        if tag == CONST:
            return [CONST, self.name(node[1]), [self.level(level) for level in node[2]]]
        if tag == SORT:
            return [SORT, self.level(node[1])]
        if tag == LET:
            return [LET, self.name(node[1]), known[node[2]], known[node[3]], known[node[4]], node[5]]
        if tag == PROJ:
            return [PROJ, self.name(node[1]), node[2], known[node[3]]]
        if tag == NAT:
            return [NAT, f"{node[1]:x}"]
        return list(node)
