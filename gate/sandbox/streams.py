"""stdout and stderr as they came: head and tail are kept, every byte is counted and hashed."""

from __future__ import annotations

import hashlib

from gate.model.digest import Digest
from gate.sandbox.interface import Stream


class StreamKeeper:
    """Collects one stream in bounded memory: the first and the last ``cap_bytes / 2`` bytes."""

    def __init__(self, cap_bytes: int) -> None:
        self._head_cap = cap_bytes - cap_bytes // 2
        self._tail_cap = cap_bytes // 2
        self._head = bytearray()
        self._tail = bytearray()
        self._hash = hashlib.sha256()
        self.total_bytes = 0

    def add(self, data: bytes) -> None:
        """The next bytes of the stream."""
        self._hash.update(data)
        self.total_bytes += len(data)
        room = self._head_cap - len(self._head)
        if room > 0:
            self._head += data[:room]
            data = data[room:]
        self._tail += data
        if len(self._tail) > 2 * self._tail_cap:
            del self._tail[: len(self._tail) - self._tail_cap]

    def stream(self) -> Stream:
        """What was kept so far."""
        return Stream(
            head=bytes(self._head),
            tail=bytes(self._tail[max(0, len(self._tail) - self._tail_cap) :]),
            total_bytes=self.total_bytes,
            sha256=Digest(self._hash.hexdigest()),
        )


def shown(stream: Stream) -> str:
    """The kept bytes for a terminal or a page: no control character, escape sequence or bidirectional mark survives."""
    text = escaped(stream.head)
    if stream.truncated:
        missing = stream.total_bytes - len(stream.head) - len(stream.tail)
        text += f"\n… {missing} bytes left out …\n"
    return text + escaped(stream.tail)


def escaped(data: bytes) -> str:
    """Bytes as text that is safe to print: printable characters, newline and tab; the rest as escapes (``\\x1b``)."""
    text = data.decode("utf-8", "backslashreplace")
    return "".join(c if c in "\n\t" or c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
