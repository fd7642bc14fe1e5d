"""Names, levels and expressions of a compiled Lean file, decoded on demand into an arena.

Each object is decoded once, whatever reaches it. The data words in the file (hashes, flags, ranges of loose bound
variables) are the writer's caches; they are never read.
"""

from __future__ import annotations

from collections.abc import Sequence

from gate.lean.core.limits import Limits
from gate.lean.core.names import ANONYMOUS, Name
from gate.lean.core.term import (
    APP,
    BINDERS,
    BVAR,
    CONST,
    IMAX,
    INST_IMPLICIT,
    LAM,
    LET,
    MAX,
    NAT,
    PARAM,
    PI,
    PROJ,
    SORT,
    STR,
    SUCC,
    ZERO,
    Expr,
    Level,
    Terms,
)
from gate.lean.olean.region import BOX_ZERO, FIRST_OBJECT, Region, header_word

_NAME_STR, _NAME_NUM = header_word(1, 2, 8), header_word(2, 2, 8)
_LEVELS = {
    header_word(1, 1, 8): SUCC,
    header_word(2, 2, 8): MAX,
    header_word(3, 2, 8): IMAX,
    header_word(4, 1, 8): PARAM,
}
_LIT_NAT, _LIT_STR = header_word(0, 1), header_word(1, 1)
_LITERAL, _METADATA, _UNKNOWN = -1, -2, -3
_EXPRS = {
    header_word(0, 1, 8): BVAR,
    header_word(3, 1, 8): SORT,
    header_word(4, 2, 8): CONST,
    header_word(5, 2, 8): APP,
    header_word(6, 3, 9): LAM,
    header_word(7, 3, 9): PI,
    header_word(8, 4, 9): LET,
    header_word(9, 1, 8): _LITERAL,
    header_word(10, 2, 8): _METADATA,
    header_word(11, 3, 8): PROJ,
}
_VARIABLES = {header_word(1, 1, 8): "free", header_word(2, 1, 8): "meta"}
_SMALLEST_EXPR, _LARGEST_EXPR = 3, 7
"""In words."""


class TermReader:
    """Decodes the terms of one `Region` into ``terms``. Raises OleanError."""

    def __init__(self, region: Region, terms: Terms) -> None:
        self.region = region
        self.terms = terms
        self.limits: Limits = terms.limits
        self._names: dict[int, Name] = {}
        self._levels: dict[int, Level] = {}
        self._level_lists: dict[int, tuple[Level, ...]] = {BOX_ZERO: ()}
        self._exprs: dict[int, Expr] = {}
        self._name_components = 0

    def name(self, word: int, holder: int) -> Name:
        """The name that a field of the object at ``holder`` refers to."""
        region, known = self.region, self._names
        index = word - region.base >> 3
        if index in known and index < holder and not word & 7:  # by far the most frequent case
            return known[index]
        chain: list[int] = []
        name = ANONYMOUS
        while word != BOX_ZERO:
            index = region.pointer(word, holder, 4)
            if index in known:
                name = known[index]
                break
            chain.append(index)
            if len(chain) > self.limits.name_components:
                region.exceed("name-components", f"more than {self.limits.name_components} name components", index)
            word, holder = region.words[index + 1], index
        for index in reversed(chain):
            name = known[index] = self._extended(name, index)
        return name

    def _extended(self, prefix: Name, index: int) -> Name:
        region, limits = self.region, self.limits
        header, last = region.words[index], region.words[index + 2]
        if header == _NAME_STR:
            name = prefix.child(region.string(last, index))
        elif header == _NAME_NUM and last & 1:
            name = prefix.child(last >> 1)
        else:
            region.refuse("name", "name expected", index)
        count = len(name)
        self._name_components += count
        if self._name_components > limits.total_name_components:
            region.exceed("total-name-components", "the names have too many components in all", index)
        if count > limits.name_components:
            region.exceed("name-components", f"more than {limits.name_components} name components", index)
        if sum([len(part) if isinstance(part, str) else 19 for part in name]) + count - 1 > limits.name_chars:
            region.exceed("name-chars", f"a name has more than {limits.name_chars} characters", index)
        return name

    def names(self, word: int, holder: int) -> tuple[Name, ...]:
        """A list of names."""
        return tuple([self.name(item, cell) for item, cell in self.region.list(word, holder)])

    def level(self, word: int, holder: int) -> Level:
        """A universe level."""
        if word == BOX_ZERO:
            return ZERO
        region, known = self.region, self._levels
        root = region.pointer(word, holder, 3)
        todo, pending = [root], set[int]()
        while todo:
            index = todo.pop()
            if index in pending or index in known:
                continue
            pending.add(index)
            tag = _LEVELS.get(region.words[index])
            if tag is None:
                region.refuse("level", "universe level without metavariables expected", index)
            if tag != PARAM:
                for part in region.words[index + 1 : index + (2 if tag == SUCC else 3)]:
                    if part != BOX_ZERO:
                        todo.append(region.pointer(part, index, 3))
        for index in sorted(pending):
            known[index] = self._level_at(index)
        return known[root]

    def _level_at(self, index: int) -> Level:
        words, base, known = self.region.words, self.region.base, self._levels
        tag = _LEVELS[words[index]]
        if tag == PARAM:
            return self.terms.level((PARAM, self.name(words[index + 1], index)))
        parts = [
            ZERO if part == BOX_ZERO else known[part - base >> 3]
            for part in words[index + 1 : index + (2 if tag == SUCC else 3)]
        ]
        return self.terms.level((tag, *parts))

    def _level_list(self, word: int, holder: int) -> tuple[Level, ...]:
        levels = self._level_lists.get(word)
        if levels is None:
            levels = tuple([self.level(item, cell) for item, cell in self.region.list(word, holder)])
            self._level_lists[word] = levels
        elif levels:
            self.region.pointer(word, holder, 3)
            self.region.count_items(len(levels), holder)  # whoever uses the list has to look at all of it again
        return levels

    def closed(self, word: int, holder: int) -> Expr:
        """An expression without loose bound variables, free variables or metavariables."""
        root = self.region.pointer(word, holder, _SMALLEST_EXPR)
        known = self._exprs
        if root not in known:
            self._decode(root)
        expr = known[root]
        if self.terms.loose[expr]:
            self.region.refuse("loose-bvar", "an expression has a bound variable without a binder", root)
        return expr

    def _decode(self, root: int) -> None:
        """Fill the memo for ``root`` and everything below it. The one hot loop of the decoder."""
        tags = self._below(root)
        region, known, make = self.region, self._exprs, self.terms.expr
        words, base, name = region.words, region.base, self.name
        for index in sorted(tags):
            tag = tags[index]
            if tag == APP:
                known[index] = make((APP, known[words[index + 1] - base >> 3], known[words[index + 2] - base >> 3]))
            elif tag in BINDERS:
                info = words[index + 5]
                if info > INST_IMPLICIT:
                    region.refuse("binder-info", "unknown binder info", index)
                domain, body = known[words[index + 2] - base >> 3], known[words[index + 3] - base >> 3]
                known[index] = make((tag, name(words[index + 1], index), domain, body, info))
            elif tag == CONST:
                levels = self._level_list(words[index + 2], index)
                known[index] = make((CONST, name(words[index + 1], index), levels))
            elif tag == _METADATA:
                known[index] = known[words[index + 2] - base >> 3]
            else:
                known[index] = self._rare(tag, index)

    def _below(self, root: int) -> dict[int, int]:
        """The undecoded expressions at and below ``root`` with their tags; headers and pointers are checked here."""
        region, known, tag_at = self.region, self._exprs, self._tag
        words, base, tag_of_header = region.words, region.base, _EXPRS
        safe = region.size - _LARGEST_EXPR
        tags = {root: tag_at(root)}
        todo = [root]
        while todo:
            index = todo.pop()
            tag = tags[index]
            parts: Sequence[int]  # tuples where it matters: slicing an array is slower
            if tag == APP:
                parts = (words[index + 1], words[index + 2])
            elif tag in BINDERS:
                parts = (words[index + 2], words[index + 3])
            elif tag == LET:
                parts = words[index + 2 : index + 5]
            elif tag == _METADATA:
                parts = (words[index + 2],)
            elif tag == PROJ:
                parts = (words[index + 3],)
            else:
                continue
            for part in parts:
                child = part - base >> 3
                if part & 7 or not FIRST_OBJECT <= child < index:
                    region.refuse("pointer", "a pointer does not lead to an earlier object", index)
                if child not in tags and child not in known:
                    tag = tag_of_header.get(words[child], _UNKNOWN)
                    tags[child] = tag if tag != _UNKNOWN and child <= safe else tag_at(child)
                    todo.append(child)
        return tags

    def _tag(self, index: int) -> int:
        """The tag of the expression at ``index``, which must lie inside the file."""
        region = self.region
        header = region.words[index]
        if header not in _EXPRS:
            kind = _VARIABLES.get(header)
            region.refuse("expr", f"{kind} variable in an expression" if kind else "expression expected", index)
        if index + (header >> 35 & 0x1FFF) > region.size:
            region.refuse("truncated", "an expression is cut off", index)
        return _EXPRS[header]

    def _rare(self, tag: int, index: int) -> Expr:
        region, known, terms = self.region, self._exprs, self.terms
        words, base = region.words, region.base
        if tag == BVAR:
            if not words[index + 1] & 1:
                region.exceed("bvar-index", "a bound variable's index is not a small number", index)
            return terms.expr((BVAR, words[index + 1] >> 1))
        if tag == SORT:
            return terms.expr((SORT, self.level(words[index + 1], index)))
        if tag == LET:
            if words[index + 6] > 1:
                region.refuse("flags", "a flag has an unknown value", index)
            parts = [known[part - base >> 3] for part in words[index + 2 : index + 5]]
            return terms.expr((LET, self.name(words[index + 1], index), *parts, words[index + 6]))
        if tag == PROJ:
            field = region.small(words[index + 2], index)
            return terms.expr((PROJ, self.name(words[index + 1], index), field, known[words[index + 3] - base >> 3]))
        literal = region.pointer(words[index + 1], index, 2)
        if words[literal] == _LIT_NAT:
            return terms.expr((NAT, region.nat(words[literal + 1], literal)))
        if words[literal] != _LIT_STR:
            region.refuse("literal", "literal expected", literal)
        return terms.expr((STR, region.string(words[literal + 1], literal)))
