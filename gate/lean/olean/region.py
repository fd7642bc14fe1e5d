"""The object region of a compiled Lean file (``.olean`` version 2), read as bounds-checked 64-bit words.

Nothing is mapped, executed or believed. Every pointer must lead to a strictly smaller address than the object that
holds it: the compiler's writer emits children before parents, so this holds in every honest file, and it makes cycles
impossible. Layout: Lean's ``src/runtime/compact.cpp`` and ``src/include/lean/lean.h`` (version 4.35.0).

An object starts with one word: tag << 56 | number of object fields << 48 | byte size << 32 | reference count (0).
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterator, Sequence
from typing import NoReturn

from gate.lean.core.limits import Limits, OleanError, OleanLimitError

HEADER_BYTES = 88
_ROOT_WORD = HEADER_BYTES // 8
FIRST_OBJECT = _ROOT_WORD + 1
_PART_ALIGNMENT = 1 << 16
_MAGIC = b"olean\x02"
_FLAG_GMP = 1
_TAG_MPZ = 250

BOX_ZERO = 1
"""The word of the boxed scalar 0: also the empty list, the anonymous name and universe level 0."""


def header_word(tag: int, fields: int, scalar_bytes: int = 0) -> int:
    """The first word of a constructor object with ``fields`` object fields and a padded scalar area."""
    return tag << 56 | fields << 48 | (8 + 8 * fields + (scalar_bytes + 7 & ~7)) << 32


_ARRAY = 246 << 56 | 1 << 32
_STRING = 249 << 56 | 1 << 32
_CONS = header_word(1, 2)


class Region:
    """The words of a module's parts, laid out in one address space as the loader would.

    ``words[i]`` is the i-th word; a pointer ``p`` leads to index ``(p - base) >> 3``. ``root`` is the root object's
    pointer. Raises OleanError for everything that the writer would not write.
    """

    def __init__(self, parts: Sequence[bytes], limits: Limits, where: str) -> None:
        self.limits = limits
        self.where = where
        self._list_items = self._string_bytes = self._nat_bits = 0
        self._strings: dict[int, str] = {}
        if sum(map(len, parts)) > limits.file_bytes:
            raise OleanLimitError("too-large", f"more than {limits.file_bytes} bytes", where=where)
        first = parts[0]
        self._check_header(first, first)
        self.version = first[7:40].split(b"\0")[0].decode("ascii", "replace")
        self.githash = first[40:80].decode("ascii", "replace")
        self._gmp = bool(first[6] & _FLAG_GMP)
        self.base = int.from_bytes(first[80:88], "little")
        if self.base % _PART_ALIGNMENT or self.base >= 1 << 47:
            self.refuse("base", "the base address is not one that Lean assigns", 10)
        root_word = _ROOT_WORD
        data = first
        if len(parts) > 1:
            data, root_word = self._join(parts)
        self.data = data
        self.words = array("Q", data)
        if sys.byteorder != "little":
            self.words.byteswap()
        self.size = len(self.words)
        self.root: int = self.words[root_word]

    def _check_header(self, data: bytes, first: bytes) -> None:
        if len(data) < HEADER_BYTES + 8 or len(data) % 8:
            raise OleanError("truncated", f"{len(data)} bytes are no compiled Lean file", where=self.where)
        if data[:6] != _MAGIC:
            raise OleanError(
                "magic",
                "not a compiled Lean file of format version 2",
                where=self.where,
                hint="Lean 4.16 and newer write this version",
            )
        if data[6] & ~_FLAG_GMP or data[6:80] != first[6:80]:
            raise OleanError("header", "unknown flags, or parts of different compilers", where=self.where)

    def _join(self, parts: Sequence[bytes]) -> tuple[bytes, int]:
        """The parts in one buffer, each at the next 64 KiB boundary; and the word that holds the last part's root."""
        buffer = bytearray(parts[0])
        for part in parts[1:]:
            self._check_header(part, parts[0])
            buffer += bytes(-len(buffer) % _PART_ALIGNMENT)
            if int.from_bytes(part[80:88], "little") != self.base + len(buffer):
                raise OleanError("base", "a part does not follow the part before it", where=self.where)
            start = len(buffer)
            buffer += part
        return bytes(buffer), start // 8 + _ROOT_WORD

    def refuse(self, word: str, message: str, index: int) -> NoReturn:
        """Raise OleanError for the object at ``index``."""
        raise OleanError(word, message, where=f"{self.where}, byte {8 * index}")

    def exceed(self, limit: str, message: str, index: int) -> NoReturn:
        """Raise OleanLimitError for the object at ``index``."""
        raise OleanLimitError(limit, message, where=f"{self.where}, byte {8 * index}")

    def pointer(self, word: int, holder: int, need: int) -> int:
        """The index that a pointer field of the object at ``holder`` leads to; ``need`` words must follow there."""
        index = word - self.base >> 3
        if word & 7 or not FIRST_OBJECT <= index < holder or index + need > self.size:
            self.refuse("pointer", "a pointer does not lead to an earlier object", holder)
        return index

    def object(self, word: int, holder: int, header: int, what: str) -> int:
        """As `pointer`, for an object whose first word must be ``header``."""
        index = self.pointer(word, holder, 1)
        if self.words[index] != header:
            self.refuse("object", f"{what} expected", index)
        if index + (header >> 35 & 0x1FFF) > self.size:
            self.refuse("truncated", f"{what} is cut off", index)
        return index

    def small(self, word: int, holder: int) -> int:
        """A count: a boxed number within `Limits.small_nat`."""
        if not word & 1 or word >> 1 > self.limits.small_nat:
            self.refuse("count", "a count is not a small number", holder)
        return word >> 1

    def flags(self, word: int, holder: int, maxima: Sequence[int]) -> bytes:
        """The scalar bytes of an object, each at most its maximum; the padding must be zero."""
        scalars = word.to_bytes(8, "little")
        count = len(maxima)
        if any(scalars[count:]) or any(value > top for value, top in zip(scalars, maxima, strict=False)):
            self.refuse("flags", "a flag has an unknown value", holder)
        return scalars[:count]

    def nat(self, word: int, holder: int) -> int:
        """A natural number: boxed below 2^63, else a GMP number in canonical form."""
        if word & 1:
            return word >> 1
        index = self.pointer(word, holder, 3)
        header = self.words[index]
        allocated, limbs = struct.unpack_from("<ii", self.data, 8 * index + 8)
        if header >> 56 != _TAG_MPZ or not self._gmp or limbs <= 0 or allocated != limbs:
            self.refuse("nat", "natural number expected", index)
        if 64 * limbs > self.limits.nat_bits:
            self.exceed("nat-bits", f"a number has more than {self.limits.nat_bits} bits", index)
        self._nat_bits += 64 * limbs
        if self._nat_bits > self.limits.total_nat_bits:
            self.exceed("total-nat-bits", f"numbers have more than {self.limits.total_nat_bits} bits in all", index)
        if header != _TAG_MPZ << 56 | 24 + 8 * limbs << 32 or index + 3 + limbs > self.size:
            self.refuse("nat", "malformed natural number", index)
        value = int.from_bytes(self.data[8 * index + 24 : 8 * (index + 3 + limbs)], "little")
        if value < 1 << 63 or self.words[index + 2 + limbs] == 0:
            self.refuse("nat", "a number is not in canonical form", index)
        return value

    def string(self, word: int, holder: int) -> str:
        """A string: strict UTF-8 whose sizes agree."""
        index = self.pointer(word, holder, 4)
        known = self._strings.get(index)
        if known is not None:
            return known
        header, size, capacity, characters = self.words[index : index + 4]
        start = 8 * index + 32
        if header != _STRING or not 1 <= size == capacity or start + size > len(self.data):
            self.refuse("string", "string expected", index)
        if size - 1 > self.limits.string_bytes:
            self.exceed("string-bytes", f"a string has more than {self.limits.string_bytes} bytes", index)
        self._string_bytes += size
        if self._string_bytes > self.limits.total_string_bytes:
            self.exceed("total-string-bytes", f"strings have more than {self.limits.total_string_bytes} bytes", index)
        try:
            text = self.data[start : start + size - 1].decode("utf-8")
        except UnicodeDecodeError:
            self.refuse("utf8", "a string is not UTF-8", index)
        if len(text) != characters or self.data[start + size - 1]:
            self.refuse("string", "a string's sizes disagree", index)
        self._strings[index] = text
        return text

    def array(self, word: int, holder: int, most: int) -> tuple[int, Sequence[int]]:
        """The index of an array object and its elements' words."""
        index = self.pointer(word, holder, 3)
        header, size, capacity = self.words[index : index + 3]
        if header != _ARRAY or size != capacity or index + 3 + size > self.size:
            self.refuse("array", "array expected", index)
        if size > most:
            self.exceed("array-size", f"an array has {size} elements; at most {most} are read", index)
        return index, self.words[index + 3 : index + 3 + size]

    def list(self, word: int, holder: int) -> Iterator[tuple[int, int]]:
        """The elements of a linked list: each one's word and the index of the cell that holds it."""
        while word != BOX_ZERO:
            index = self.pointer(word, holder, 3)
            if self.words[index] != _CONS:
                self.refuse("list", "list expected", index)
            self.count_items(1, index)
            yield self.words[index + 1], index
            word, holder = self.words[index + 2], index

    def count_items(self, count: int, index: int) -> None:
        """Charge ``count`` list elements to `Limits.list_items`."""
        self._list_items += count
        if self._list_items > self.limits.list_items:
            self.exceed("list-items", f"lists have more than {self.limits.list_items} elements in all", index)
