"""A writer of compiled Lean files for tests: like Lean's own it puts children first and stores equal objects once.

`OleanWriter` writes whatever it is told, so that tests can make files that no compiler would write.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

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
from gate.lean.core.names import Name
from gate.lean.core.term import APP, BVAR, CONST, LAM, LET, PARAM, PI, PROJ, SORT, Expr, Level, Terms

BASE = 0x10_0000_0000
GARBAGE = 0x5555_5555_5555_5555
"""Written wherever Lean caches hashes and flags: a decoder that reads them would notice."""


class OleanWriter:
    """Objects of one part. Methods return words: boxed scalars (odd) or pointers."""

    def __init__(self, base: int = BASE) -> None:
        self.base = base
        self.body = bytearray()
        self._seen: dict[bytes, int] = {}

    def object(self, data: bytes) -> int:
        data += bytes(-len(data) % 8)
        if data not in self._seen:
            self._seen[data] = self.base + 96 + len(self.body)
            self.body += data
        return self._seen[data]

    def ctor(self, tag: int, fields: Sequence[int] = (), scalars: bytes = b"") -> int:
        scalars += bytes(-len(scalars) % 8)
        size = 8 + 8 * len(fields) + len(scalars)
        return self.object(struct.pack(f"<iHBB{len(fields)}Q", 0, size, len(fields), tag, *fields) + scalars)

    def string(self, text: str | bytes, characters: int | None = None) -> int:
        data = text if isinstance(text, bytes) else text.encode()
        count = characters if characters is not None else len(data.decode())
        size = len(data) + 1
        return self.object(struct.pack("<iHBBQQQ", 0, 1, 0, 249, size, size, count) + data + b"\0")

    def nat(self, value: int) -> int:
        if value < 1 << 63:
            return value << 1 | 1
        limbs = (value.bit_length() + 63) // 64
        head = struct.pack("<iHBBiiQ", 0, (24 + 8 * limbs) & 0xFFFF, 0, 250, limbs, limbs, 0)
        return self.object(head + value.to_bytes(8 * limbs, "little"))

    def array(self, words: Sequence[int]) -> int:
        count = len(words)
        return self.object(struct.pack(f"<iHBBQQ{count}Q", 0, 1, 0, 246, count, count, *words))

    def list(self, words: Iterable[int]) -> int:
        found = 1
        for word in reversed([*words]):
            found = self.ctor(1, (word, found))
        return found

    def name(self, name: Name) -> int:
        word = 1
        for part in name:
            if isinstance(part, str):
                word = self.ctor(1, (word, self.string(part)), struct.pack("<Q", GARBAGE))
            else:
                word = self.ctor(2, (word, self.nat(part)), struct.pack("<Q", GARBAGE))
        return word

    def names(self, names: Iterable[Name]) -> int:
        return self.list(self.name(name) for name in names)

    def level(self, terms: Terms, level: Level) -> int:
        words = {0: 1}
        needed, todo = {level}, [level]
        while todo:
            tag, *parts = terms.levels[todo.pop()]
            fresh = [part for part in parts if tag != PARAM and part not in needed]
            needed.update(fresh)
            todo += fresh
        for part in sorted(needed - {0}):
            tag, *parts = terms.levels[part]
            fields = [self.name(parts[0])] if tag == PARAM else [words[index] for index in parts]
            words[part] = self.ctor(tag, fields, struct.pack("<Q", GARBAGE))
        return words[level]

    def expr(self, terms: Terms, expr: Expr) -> int:
        words: dict[Expr, int] = {}
        for part in terms.reachable(expr):
            words[part] = self._expr(terms, terms.exprs[part], words)
        return words[expr]

    def _expr(self, terms: Terms, node: tuple[object, ...], words: dict[Expr, int]) -> int:
        cache = struct.pack("<Q", GARBAGE)
        match node:
            case (0, index):
                return self.ctor(BVAR, (self.nat(index),), cache)
            case (3, level):
                return self.ctor(SORT, (self.level(terms, level),), cache)
            case (4, name, levels):
                return self.ctor(CONST, (self.name(name), self.list(self.level(terms, one) for one in levels)), cache)
            case (5, function, argument):
                return self.ctor(APP, (words[function], words[argument]), cache)
            case (6 | 7 as tag, name, domain, body, info):
                fields = (self.name(name), words[domain], words[body])
                return self.ctor(LAM if tag == LAM else PI, fields, cache + bytes([info]))
            case (8, name, domain, value, body, flag):
                fields = (self.name(name), words[domain], words[value], words[body])
                return self.ctor(LET, fields, cache + bytes([flag]))
            case (9, value):
                return self.ctor(9, (self.ctor(0, (self.nat(value),)),), cache)
            case (10, text):
                return self.ctor(9, (self.ctor(1, (self.string(text),)),), cache)
            case (11, name, field, value):
                return self.ctor(PROJ, (self.name(name), self.nat(field), words[value]), cache)
        raise AssertionError(node)

    def constant(self, terms: Terms, constant: Constant) -> int:
        """A ``ConstantInfo``."""
        common = self.ctor(0, (self.name(constant.name), self.names(constant.levels), self.expr(terms, constant.type)))
        match constant:
            case Axiom():
                return self._info(0, (common,), [constant.unsafe])
            case Definition():
                hints = {Hint.OPAQUE: 1, Hint.ABBREVIATION: 3}.get(constant.hints)  # type: ignore[call-overload]
                if hints is None:
                    hints = self.ctor(2, (), struct.pack("<I", constant.hints))
                value = self.expr(terms, constant.value)
                return self._info(1, (common, value, hints, self.names(constant.all)), [constant.safety])
            case Theorem():
                return self._info(2, (common, self.expr(terms, constant.value), self.names(constant.all)), [])
            case Opaque():
                fields = (common, self.expr(terms, constant.value), self.names(constant.all))
                return self._info(3, fields, [constant.unsafe])
            case Quotient():
                return self._info(4, (common,), [constant.kind])
            case Inductive():
                counts = (self.nat(constant.params), self.nat(constant.indices))
                lists = (self.names(constant.all), self.names(constant.constructors), self.nat(constant.nested))
                flags = [constant.recursive, constant.unsafe, constant.reflexive]
                return self._info(5, (common, *counts, *lists), flags)
            case Constructor():
                counts3 = [self.nat(count) for count in (constant.index, constant.params, constant.fields)]
                return self._info(6, (common, self.name(constant.inductive), *counts3), [constant.unsafe])
            case Recursor():
                counts4 = map(self.nat, (constant.params, constant.indices, constant.motives, constant.minors))
                rules = self.list(
                    self.ctor(0, (self.name(rule.constructor), self.nat(rule.fields), self.expr(terms, rule.rhs)))
                    for rule in constant.rules
                )
                fields = (common, self.names(constant.all), *counts4, rules)
                return self._info(7, fields, [constant.k, constant.unsafe])
        raise AssertionError(constant)

    def _info(self, tag: int, fields: Sequence[int], flags: Sequence[int]) -> int:
        return self.ctor(tag, (self.ctor(0, fields, bytes(map(int, flags))),))

    def module(
        self,
        infos: Sequence[int],
        names: Sequence[int],
        *,
        imports: Sequence[tuple[Name, tuple[bool, bool, bool]]] = (),
        is_module: bool = False,
    ) -> bytes:
        """The file. The root object comes last, as Lean's writer has it."""
        words = [self.ctor(0, (self.name(module),), bytes(flags)) for module, flags in imports]
        fields = [self.array(words), self.array(names), self.array(infos), self.array(()), self.array(())]
        root = self.base + 96 + len(self.body)
        self.body += struct.pack("<iHBB5Q", 0, 56, 5, 0, *fields) + bytes([is_module]) + bytes(7)
        return self.header() + struct.pack("<Q", root) + bytes(self.body)

    def header(self) -> bytes:
        return b"olean\x02\x01" + b"4.35.0".ljust(33, b"\0") + b"0" * 40 + struct.pack("<Q", self.base)


def write(
    terms: Terms,
    constants: Sequence[Constant],
    *,
    imports: Sequence[Name] = (),
    base: int = BASE,
    is_module: bool = False,
) -> bytes:
    """A file with these constants."""
    writer = OleanWriter(base)
    infos = [writer.constant(terms, constant) for constant in constants]
    names = [writer.name(constant.name) for constant in constants]
    return writer.module(
        infos, names, imports=[(module, (False, True, False)) for module in imports], is_module=is_module
    )
