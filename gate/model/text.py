"""Text from strangers, made safe to print."""

from __future__ import annotations


def escaped(data: bytes) -> str:
    """Bytes as text that is safe to print: printable characters, newline and tab; the rest as escapes (``\\x1b``)."""
    text = data.decode("utf-8", "backslashreplace")
    return "".join(c if c in "\n\t" or c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
