"""Structured Lean names, and Lean's own syntax for them.

A name is a tuple of components, strings or numbers; ``Nat.add`` is ``("Nat", "add")``. Names are compared as tuples and
never as text, because ``«a.b»`` and ``a.b`` look alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from gate.model.errors import Fault, InputError

# Lean's identifier characters: `isIdFirst`, `isIdRest`, `isLetterLike` and `isSubScriptAlnum` of Lean's `Init.Meta`.
_LETTERLIKE = (
    "\u03b1-\u03ba\u03bc-\u03c9"  # Greek lower case without lambda
    "\u0391-\u039f\u03a1\u03a2\u03a4-\u03a9"  # Greek upper case without Pi and Sigma
    "\u03ca-\u03fb\u1f00-\u1ffe"  # Coptic and polytonic Greek
    "\u2100-\u214f\U0001d49c-\U0001d59f"  # letter-like symbols; script and Fraktur letters
    "\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u017f"  # accented Latin
)
_SUBSCRIPT = "\u2080-\u2089\u2090-\u209c\u1d62-\u1d6a\u2c7c"
_PLAIN = re.compile(f"[A-Za-z_{_LETTERLIKE}][A-Za-z0-9_'!?{_LETTERLIKE}{_SUBSCRIPT}]*")
_NUMBER = re.compile("0|[1-9][0-9]{0,18}")
_ESCAPE = re.compile(r"\\(?:\\|u\{([0-9a-f]{1,6})\})")


class Name(tuple[str | int, ...]):
    """A structured name. ``str(name)`` is Lean syntax, ``Name.parse`` its inverse.

    A component that is no plain identifier is written between « and ». Inside, a backslash, a closing quote or a
    character that cannot be seen is written ``\\\\`` or ``\\u{bb}``: Lean has no syntax for such names, and messages
    must not be confused by them.
    """

    __slots__ = ()

    @classmethod
    def of(cls, *components: str | int) -> Name:
        """``Name.of("Nat", "add")``."""
        return cls(components)

    @classmethod
    def parse(cls, text: str, *, where: str | None = None, fault: Fault = Fault.CLAIM) -> Name:
        """Read a name in Lean's syntax. Raises InputError ``name.malformed``."""
        components: list[str | int] = []
        position = 0
        while True:
            component, position = _component(text, position, where, fault)
            components.append(component)
            if position == len(text):
                return cls(components)
            if text[position] != ".":
                raise _malformed(text, position, where, fault)
            position += 1

    @classmethod
    def from_json(cls, components: Iterable[str | int]) -> Name:
        """The inverse of `to_json`."""
        return cls(components)

    def to_json(self) -> list[str | int]:
        """The components, for evidence that machines read."""
        return list(self)

    def child(self, component: str | int) -> Name:
        """This name with one more component."""
        return Name((*self, component))

    @property
    def prefix(self) -> Name:
        """This name without its last component; the anonymous name for itself."""
        return Name(self[:-1])

    def __str__(self) -> str:
        return ".".join(map(_shown, self)) if self else "[anonymous]"

    def __repr__(self) -> str:
        return f"Name({str(self)!r})"


ANONYMOUS = Name()


def visible(text: str) -> str:
    """Foreign text as it may be shown in one line: what cannot be seen is written ``\\u{…}``, a backslash twice."""
    return "".join(map(_visible, text))


def _shown(component: str | int) -> str:
    if isinstance(component, int):
        return str(component)
    if _PLAIN.fullmatch(component):
        return component
    return "«" + visible(component).replace("»", "\\u{bb}") + "»"


def _visible(character: str) -> str:
    if character == "\\":
        return "\\\\"
    if not character.isprintable():
        return f"\\u{{{ord(character):x}}}"
    return character


def _component(text: str, position: int, where: str | None, fault: Fault) -> tuple[str | int, int]:
    if text.startswith("«", position):
        end = text.find("»", position)
        if end < 0:
            raise _malformed(text, len(text), where, fault)
        return _unescaped(text, position + 1, end, where, fault), end + 1
    if match := _PLAIN.match(text, position):
        return match.group(), match.end()
    if match := _NUMBER.match(text, position):
        return int(match.group()), match.end()
    raise _malformed(text, position, where, fault)


def _unescaped(text: str, start: int, end: int, where: str | None, fault: Fault) -> str:
    parts: list[str] = []
    position = start
    while (slash := text.find("\\", position, end)) >= 0:
        escape = _ESCAPE.match(text, slash, end)
        code = int(escape.group(1), 16) if escape and escape.group(1) else ord("\\")
        if escape is None or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
            raise _malformed(text, slash, where, fault)
        parts += [text[position:slash], chr(code)]
        position = escape.end()
    parts.append(text[position:end])
    return "".join(parts)


def _malformed(text: str, position: int, where: str | None, fault: Fault) -> InputError:
    return InputError(
        "name.malformed",
        f"{text[:80]!r} is not a Lean name (character {position + 1})",
        where=where,
        hint="write it as in Lean: Nat.add_comm; other characters between « and », such as «a.b».c",
        fault=fault,
    )
