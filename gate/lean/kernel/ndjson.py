"""Export of a closure in lean4export's NDJSON format, version 3.1.0, for kernels other than the official one.

One JSON object per line, keys sorted, no spaces. A declaration only refers to names, levels and expressions of earlier
lines. As in lean4export there is no metadata, and ``let`` is never marked as nondependent. Format description:
lean4export, ``format_ndjson.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import cast

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
    is_unsafe,
)
from gate.lean.core.term import APP, BINDERS, BVAR, CONST, IMAX, LAM, LET, MAX, NAT, PROJ, SORT, SUCC
from gate.lean.kernel.closure import Closure, Unit
from gate.lean.kernel.numbering import Numbering, Row
from gate.model.digest import Json
from gate.model.version import VERSION

FORMAT_VERSION = "3.1.0"
_BINDER_INFOS = ("default", "implicit", "strictImplicit", "instImplicit")
_QUOT_KINDS = ("type", "ctor", "lift", "ind")
_SAFETIES = ("unsafe", "safe", "partial")


def export(closure: Closure, *, lean: str, githash: str) -> Iterator[bytes]:
    """The lines of the export, the first of which names the Lean version that made the terms."""
    exporter = {"name": "gate", "version": VERSION}
    toolchain = {"githash": githash, "version": lean}
    yield _line({"meta": {"exporter": exporter, "format": {"version": FORMAT_VERSION}, "lean": toolchain}})
    numbering, counts = Numbering(closure.terms), _Counts()
    for unit in closure.units:
        declarations = [*_declarations(numbering, unit)]
        rows = numbering.take()
        yield from (_line(counts.name(row)) for row in rows.names)
        yield from (_line(counts.level(row)) for row in rows.levels)
        yield from (_line(counts.expr(row)) for row in rows.exprs)
        yield from map(_line, declarations)


def _line(value: Json) -> bytes:
    return json.dumps(value, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode() + b"\n"


class _Counts:
    """Rows as objects with their positions, which are counted here exactly as `Numbering` assigned them."""

    def __init__(self) -> None:
        self._names = self._levels = 1
        self._exprs = 0

    def name(self, row: Row) -> Json:
        prefix, last = row
        position, self._names = self._names, self._names + 1
        if isinstance(last, str):
            return {"in": position, "str": {"pre": prefix, "str": last}}
        return {"in": position, "num": {"pre": prefix, "i": last}}

    def level(self, row: Row) -> Json:
        tag, *parts = row
        position, self._levels = self._levels, self._levels + 1
        if tag == SUCC:
            return {"il": position, "succ": parts[0]}
        if tag in (MAX, IMAX):
            return {"il": position, "max" if tag == MAX else "imax": parts}
        return {"il": position, "param": parts[0]}

    def expr(self, row: Row) -> Json:
        position, self._exprs = self._exprs, self._exprs + 1
        return {"ie": position, **_expr(row)}


def _expr(row: Row) -> dict[str, Json]:
    tag, *parts = row
    if tag == APP:
        return {"app": {"fn": parts[0], "arg": parts[1]}}
    if tag in BINDERS:
        name, domain, body, info = parts
        binder = {"name": name, "type": domain, "body": body, "binderInfo": _BINDER_INFOS[cast(int, info)]}
        return {"lam" if tag == LAM else "forallE": binder}
    if tag == CONST:
        return {"const": {"name": parts[0], "us": parts[1]}}
    if tag in (BVAR, SORT):
        return {"bvar" if tag == BVAR else "sort": parts[0]}
    if tag == LET:
        name, domain, value, body, _ = parts
        return {"letE": {"name": name, "type": domain, "value": value, "body": body, "nondep": False}}
    if tag == PROJ:
        return {"proj": {"typeName": parts[0], "idx": parts[1], "struct": parts[2]}}
    if tag == NAT:
        # Decimal has no bound on digits, unlike int, whose bound may only be lifted for the whole process.
        return {"natVal": f"{Decimal(int(str(parts[0]), 16)):f}"}
    return {"strVal": parts[0]}


def _declarations(at: Numbering, unit: Unit) -> Iterator[Json]:
    if isinstance(unit.head, Inductive):
        groups: dict[str, list[Json]] = {"types": [], "ctors": [], "recs": []}
        for constant in unit.constants:
            key = {Inductive: "types", Constructor: "ctors", Recursor: "recs"}[type(constant)]
            groups[key].append(_fields(at, constant))
        yield {"inductive": groups}
    else:
        for constant in unit.constants:
            yield {_WORDS[type(constant)]: _fields(at, constant)}


_WORDS: dict[type[Constant], str] = {
    Axiom: "axiom",
    Definition: "def",
    Theorem: "thm",
    Opaque: "opaque",
    Quotient: "quot",
}


def _fields(at: Numbering, constant: Constant) -> dict[str, Json]:
    fields: dict[str, Json] = {
        "name": at.name(constant.name),
        "levelParams": at.names(constant.levels),
        "type": at.expr(constant.type),
    }
    if isinstance(constant, Definition | Theorem | Opaque):
        fields |= {"value": at.expr(constant.value), "all": at.names(constant.all)}
    if isinstance(constant, Definition):
        hints = constant.hints.value if isinstance(constant.hints, Hint) else {"regular": constant.hints}
        return fields | {"hints": hints, "safety": _SAFETIES[constant.safety]}
    if isinstance(constant, Quotient):
        return fields | {"kind": _QUOT_KINDS[constant.kind]}
    if isinstance(constant, Theorem):
        return fields
    return fields | {"isUnsafe": is_unsafe(constant)} | _generated(at, constant)


def _generated(at: Numbering, constant: Constant) -> dict[str, Json]:
    """The fields that only inductive types, constructors and recursors have."""
    if isinstance(constant, Inductive):
        return {
            "numParams": constant.params,
            "numIndices": constant.indices,
            "all": at.names(constant.all),
            "ctors": at.names(constant.constructors),
            "numNested": constant.nested,
            "isRec": constant.recursive,
            "isReflexive": constant.reflexive,
        }
    if isinstance(constant, Constructor):
        return {
            "induct": at.name(constant.inductive),
            "cidx": constant.index,
            "numParams": constant.params,
            "numFields": constant.fields,
        }
    if isinstance(constant, Recursor):
        return {
            "all": at.names(constant.all),
            "numParams": constant.params,
            "numIndices": constant.indices,
            "numMotives": constant.motives,
            "numMinors": constant.minors,
            "rules": [
                {"ctor": at.name(rule.constructor), "nfields": rule.fields, "rhs": at.expr(rule.rhs)}
                for rule in constant.rules
            ],
            "k": constant.k,
        }
    return {}
