"""Our re-encoding of declarations for the kernel container: JSON Lines, one unit per line.

The format, ``gate-replay-1``, is described row by row in the checker (``sandboxes/lean-core/checker``: ``main.py``,
``builder.py``), which is its only reader. It holds nothing but what was decoded: no hashes, no flags, nothing of the
submitted files except names and string literals.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from gate.lean.core.declaration import (
    Axiom,
    Constant,
    Constructor,
    Definition,
    Hint,
    Inductive,
    Opaque,
    Quotient,
    Recursor,
    Theorem,
)
from gate.lean.kernel.closure import Closure, Unit
from gate.lean.kernel.numbering import Numbering, Row
from gate.model.digest import Json

FORMAT = "gate-replay-1"
_HINTS = {Hint.OPAQUE: -1, Hint.ABBREVIATION: -2}
_WORDS: dict[type[Constant], str] = {Axiom: "axiom", Definition: "def", Theorem: "thm", Opaque: "opaque"}


def encode(closure: Closure, *, nonce: str, heartbeats: int, recursion: int) -> Iterator[bytes]:
    """The lines for one replay. ``heartbeats`` and ``recursion`` bound each declaration (0 heartbeats: no bound)."""
    yield _line({"format": FORMAT, "nonce": nonce, "heartbeats": heartbeats, "recursion": recursion})
    numbering = Numbering(closure.terms)
    for unit in closure.units:
        kind, row = _declaration(numbering, unit)
        new = numbering.take()
        yield _line([kind, new.names, new.levels, new.exprs, row])
    yield _line({"end": len(closure.units)})


def _line(value: Json) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("ascii") + b"\n"


def _declaration(at: Numbering, unit: Unit) -> tuple[str, Row]:
    if isinstance(unit.head, Inductive):
        return "ind", [
            [_inductive(at, constant) for constant in unit.constants if isinstance(constant, Inductive)],
            [_constructor(at, constant) for constant in unit.constants if isinstance(constant, Constructor)],
            [_recursor(at, constant) for constant in unit.constants if isinstance(constant, Recursor)],
        ]
    if isinstance(unit.head, Quotient):
        return "quot", [
            [*_common(at, constant), int(constant.kind)]
            for constant in unit.constants
            if isinstance(constant, Quotient)
        ]
    return _WORDS[type(unit.head)], _plain(at, unit.head)


def _common(at: Numbering, constant: Constant) -> Row:
    return [at.name(constant.name), at.names(constant.levels), at.expr(constant.type)]


def _plain(at: Numbering, constant: Constant) -> Row:
    row = _common(at, constant)
    if isinstance(constant, Definition):
        hint = constant.hints if isinstance(constant.hints, int) else _HINTS[constant.hints]
        row += [at.expr(constant.value), hint, at.names(constant.all)]
    elif isinstance(constant, Theorem | Opaque):
        row += [at.expr(constant.value), at.names(constant.all)]
    return row


def _inductive(at: Numbering, constant: Inductive) -> Row:
    return [
        *_common(at, constant),
        constant.params,
        constant.indices,
        at.names(constant.all),
        at.names(constant.constructors),
        constant.nested,
        int(constant.recursive),
        int(constant.reflexive),
    ]


def _constructor(at: Numbering, constant: Constructor) -> Row:
    return [*_common(at, constant), at.name(constant.inductive), constant.index, constant.params, constant.fields]


def _recursor(at: Numbering, constant: Recursor) -> Row:
    return [
        *_common(at, constant),
        at.names(constant.all),
        constant.params,
        constant.indices,
        constant.motives,
        constant.minors,
        [[at.name(rule.constructor), rule.fields, at.expr(rule.rhs)] for rule in constant.rules],
        int(constant.k),
    ]
