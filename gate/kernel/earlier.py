"""Which declarations this kernel accepted before, so that it need not check their values again.

A declaration's *digest* covers all that its judgement rests on: its kind, name, universe parameters, type and value,
and for every constant that these mention the digest of that constant's declaration, and so on down to declarations that
mention nothing. A number literal counts as mentioning ``Nat``, a text literal everything that it stands for. Two
declarations of one digest are therefore the same terms over the same closure, up to what no rule looks at (names of
bound variables, annotations), and what was accepted once would be accepted again: judgements never depend on constants
that their terms do not reach, and more constants never make a judgement false.

Only the values of definitions, theorems and opaque constants are spared a second check. Inductive types, quotients and
axioms are checked every time, and so are names, scopes and the arithmetic that may be computed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from gate.kernel.environment import Constant, Definition, Inductive, Opaque, Quotient
from gate.kernel.level import PARAM, Level
from gate.kernel.names import Name
from gate.kernel.term import APP, BVAR, CONST, FVAR, LAM, LET, NAT, PI, PROJ, SORT, Term, children
from gate.kernel.wellknown import WellKnown

DIGEST_BYTES = 32


class _Unknown(Exception):  # noqa: N818 - a signal within this module
    """A constant is mentioned that has no digest, because it has not been declared."""


class Earlier:
    """Recognises declarations by their digests, in the order in which they are declared.

    ``reused`` counts those whose values were not checked again; ``new`` has the others of the same kinds, as the
    declaration's number (from 0) and its digest.
    """

    def __init__(self, accepted: Collection[bytes], known: WellKnown, anonymous: Name) -> None:
        """``accepted`` are digests of declarations that a run of this kernel accepted."""
        self._accepted = frozenset(accepted)
        self._anonymous = anonymous
        self._spelling = (known.string, known.char, known.char_of_nat, known.list)
        self._nat = known.nat
        self._constants: dict[Name, bytes] = {}
        self._terms: dict[Term, bytes] = {}
        self._levels: dict[Level, bytes] = {}
        self._names: dict[Name, bytes] = {anonymous: _digest(b"anonymous")}
        self._number = 0
        self.reused = 0
        self.new: list[tuple[int, bytes]] = []

    def digest(self, constants: tuple[Constant, ...]) -> bytes | None:
        """The digest of a declaration that makes these constants, before they are declared; None if it has none."""
        known, done = self._constants, self._terms
        if isinstance(constants[0], Inductive):
            own = {constant.name: _digest(b"own", self._name(constant.name)) for constant in constants}
            known, done = {**known, **own}, {}  # what terms are that mention the block is only true inside it
        try:
            return _digest(b"declaration", *(self._constant(constant, known, done) for constant in constants))
        except _Unknown:
            return None

    def accepted(self, digest: bytes | None) -> bool:
        """Whether the value of this declaration need not be checked again."""
        return digest is not None and digest in self._accepted

    def add(self, constants: tuple[Constant, ...], digest: bytes | None) -> None:
        """Notice that a declaration was accepted."""
        if digest is not None:
            for constant in constants:
                self._constants[constant.name] = _digest(b"of", digest, self._name(constant.name))
            if isinstance(constants[0], Definition | Opaque):
                if digest in self._accepted:
                    self.reused += 1
                else:
                    self.new.append((self._number, digest))
        self._number += 1

    def _constant(self, constant: Constant, known: dict[Name, bytes], done: dict[Term, bytes]) -> bytes:
        parts = [self._name(constant.name), _digest(b"params", *map(self._name, constant.params))]
        parts.append(self._term(constant.type, known, done))
        detail = ""
        if isinstance(constant, Definition | Opaque):
            parts.append(self._term(constant.value, known, done))
        if isinstance(constant, Definition):
            detail = str(constant.height)
        elif isinstance(constant, Inductive):
            detail = str(constant.parameters)
            parts += map(self._name, constant.constructors)
        elif isinstance(constant, Quotient):
            detail = constant.kind
        return _digest(type(constant).__name__.encode(), *parts, detail.encode())

    def _name(self, name: Name) -> bytes:
        chain: list[Name] = []
        digests = self._names
        while name not in digests and name.prefix is not None:
            chain.append(name)
            name = name.prefix
        found = digests[name]
        for link in reversed(chain):
            kind = b"text" if isinstance(link.part, str) else b"number"
            found = digests[link] = _digest(kind, found, str(link.part).encode())
        return found

    def _level(self, level: Level) -> bytes:
        digests, stack = self._levels, [level]
        while stack:
            top = stack[-1]
            missing = [part for part in top.parts() if part not in digests]
            if missing:
                stack += missing
                continue
            stack.pop()
            inside = [digests[part] for part in top.parts()]
            if top.kind == PARAM and top.name is not None:
                inside.append(self._name(top.name))
            digests[top] = _digest(b"level %d" % top.kind, *inside)
        return digests[level]

    def _term(self, root: Term, known: dict[Name, bytes], done: dict[Term, bytes]) -> bytes:
        stack = [root]
        while stack:
            term = stack[-1]
            missing = [part for part in children(term) if part not in done]
            if missing:
                stack += missing
                continue
            stack.pop()
            if term not in done:
                done[term] = self._node(term, known, done)
        return done[root]

    def _node(self, term: Term, known: dict[Name, bytes], done: dict[Term, bytes]) -> bytes:
        """The digest of a term whose parts have theirs. Raises _Unknown."""
        if term.kind == APP:
            return _digest(b"app", done[term.fn], done[term.arg])
        if term.kind == LAM or term.kind == PI:
            return _digest(b"lam" if term.kind == LAM else b"pi", done[term.domain], done[term.body])
        if term.kind == BVAR:
            return _digest(b"bvar", b"%d" % term.index)
        if term.kind == SORT:
            return _digest(b"sort", self._level(term.level))
        if term.kind == LET:
            return _digest(b"let", done[term.type], done[term.value], done[term.body])
        assert term.kind != FVAR  # an export has none
        try:
            if term.kind == CONST:
                return _digest(b"const", known[term.name], *map(self._level, term.levels))
            if term.kind == PROJ:
                return _digest(b"proj", known[term.structure], done[term.subject], b"%d" % term.index)
            if term.kind == NAT:
                return _digest(b"nat", known[self._nat], b"%x" % term.value)
            return _digest(b"str", *(known[name] for name in self._spelling), term.value.encode())
        except KeyError:
            raise _Unknown from None


def _digest(kind: bytes, *parts: bytes) -> bytes:
    """SHA-256 over the parts with their lengths, so that different parts never make the same bytes."""
    return hashlib.sha256(
        b"%s %d" % (kind, len(parts)) + b"".join(b" %d " % len(part) + part for part in parts)
    ).digest()
