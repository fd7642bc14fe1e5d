"""A fast reader for most entries: one regular expression for each kind, made from the table of kinds.

Entries without free text form a regular language: fixed names in a fixed order, values from small alphabets. One match
then says what parsing, re-encoding and checking say (`gate.log.entry.read_entry`), several times faster, which is what
makes a million entries verifiable in seconds. What does not match is not yet refused: the full reader decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from gate.log.fields import DIGEST, ID, INT, TIME
from gate.log.kind import Kind
from gate.log.kinds import ENTRY_CONTRACT, KINDS

_MARK = b'"kind":"'


def regular_kind(data: bytes) -> str | None:
    """The kind of an entry that certainly is canonical and well-formed; None when the full reader must decide."""
    start = data.rfind(_MARK) + len(_MARK)
    kind = _NAMES.get(data[start : data.find(b'"', start)])
    if kind is None:
        return None
    match = _matcher(kind)
    return kind if match and match(data) else None


_NAMES = {name.encode(): name for name in KINDS}


@cache
def _matcher(kind: str) -> Callable[[bytes], object] | None:
    """Matches the entries of a kind, compiled when the first one is read; None when a field of it is free text."""
    expression = _expression(KINDS[kind])
    return None if expression is None else re.compile(expression.encode()).fullmatch


def _expression(kind: Kind) -> str | None:
    body = {name: (item.regular, name in kind.fields) for name, item in {**kind.fields, **kind.optional}.items()}
    members = {
        **{name: (ID.regular, name in kind.needs) for name in ("attempt", "record", "claim")},
        "body": (_object(body), True),
        "contract": (f'"{re.escape(ENTRY_CONTRACT)}"', True),
        "kind": (f'"{re.escape(kind.name)}"', True),
        "checkpoint": (INT.regular, False),
        "record_index": (DIGEST.regular, False),
        "time": (TIME.regular, True),
    }
    previous = _object({"index": (INT.regular, True), "leaf": (DIGEST.regular, True)})
    # Where there is a previous entry there is a record; most entries of a log have one.
    later = {"previous": (previous, True), "record": (ID.regular, True), "record_index": (DIGEST.regular, True)}
    parts = (_object({**members, **later}), _object(members))
    return "|".join(part for part in parts if part) or None


def _object(members: Mapping[str, tuple[str | None, bool]]) -> str | None:
    """The expression for a canonical object: name → (expression of the value, whether it must be there)."""
    parts = []
    anchored = False  # a member that is always there came before, so members are preceded by a comma
    for name, (value, needed) in sorted(members.items()):
        if value is None:
            return None
        member = f'"{name}":{value}'
        if needed:
            parts.append(f",{member}" if anchored else member)
            anchored = True
        else:
            parts.append(f"(?:,{member})?" if anchored else f"(?:{member},)?")
    return rf"\{{{''.join(parts)}\}}"
