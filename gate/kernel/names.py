"""Hierarchical names, one object per name: equality is identity."""

from __future__ import annotations

MAX_SHOWN = 32
"""Components of a name that are shown; of a longer name, the last ones."""


class Name:
    """``prefix`` and a last component: a text, or a number in names that Lean generates."""

    __slots__ = ("part", "prefix")

    def __init__(self, prefix: Name | None, part: str | int) -> None:
        self.prefix = prefix
        self.part = part

    def __str__(self) -> str:
        parts: list[str] = []
        name: Name | None = self
        while name is not None and name.prefix is not None:
            if len(parts) == MAX_SHOWN:
                parts.append("…")
                break
            parts.append(visible(str(name.part)))
            name = name.prefix
        return ".".join(reversed(parts)) or "[anonymous]"

    __repr__ = __str__


def visible(text: str) -> str:
    """The text in one line of at most 200 characters, control and invisible characters escaped."""
    shown = "".join(c if c.isprintable() else f"\\u{{{ord(c):x}}}" for c in text[:200])
    return shown if len(text) <= 200 else f"{shown}…"


class Names:
    """The table in which every name is unique."""

    def __init__(self) -> None:
        self.anonymous = Name(None, "")
        self._table: dict[tuple[Name, str | int], Name] = {}

    def make(self, prefix: Name, part: str | int) -> Name:
        """The name ``prefix.part``. The texts ``"1"`` and the number 1 are different components."""
        key = (prefix, part)
        name = self._table.get(key)
        if name is None:
            name = self._table[key] = Name(prefix, part)
        return name

    def of(self, *parts: str) -> Name:
        """The name with these components."""
        name = self.anonymous
        for part in parts:
            name = self.make(name, part)
        return name
