"""A derivation: numbers that follow by arithmetic from the published values of other claims.

An expression is ``{"input": "new"}``, ``{"number": "100"}``, or ``{"op": "-", "of": [A, B]}``. Numbers are powers of
ten, 0, 2, and exponents: a constant that comes from nowhere would carry any result; where one is needed, it is a value
of a claim of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, Tag, model_validator

from gate.model.base import Contract, Growing
from gate.model.digest import Digest
from gate.model.expected import Name
from gate.model.numbers import DecimalText

Arithmetic = Literal["+", "-", "*", "/", "power", "negate", "abs", "mean", "smaller", "larger"]
_UNARY = frozenset({"negate", "abs"})
_BINARY = frozenset({"-", "/", "power"})
_CONSTANT = re.compile(r"0|2|10*|0\.0*1", re.ASCII)
_EXPONENT = re.compile(r"-?[0-9]{1,2}", re.ASCII)
MAX_OPERATIONS = 200
"""Nodes of one expression."""


class InputValue(Growing):
    """One published value of another claim.

    ``at`` are the indices from 0 of an element of an array or a cell (row, column) of a table. A claim of another
    record is pinned: ``record`` is that record's id, ``claim_digest`` the claim's digest.
    """

    later: ClassVar[bool] = True
    claim: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    quantity: Name
    at: tuple[Annotated[int, Field(ge=0)], ...] = Field(default=(), max_length=2)
    record: str | None = Field(default=None, pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$")
    claim_digest: Digest | None = None

    @model_validator(mode="after")
    def _pinned(self) -> InputValue:
        if (self.record is None) != (self.claim_digest is None):
            raise ValueError("a claim of another record is named by 'record' and 'claim_digest' together")
        return self

    def __str__(self) -> str:
        place = f"[{','.join(map(str, self.at))}]" if self.at else ""
        return f"{f'{self.record} ' if self.record else ''}claim {self.claim}: {self.quantity}{place}"


class InputTerm(Contract):
    """An input, by its name in the derivation."""

    input: Name


class ConstantTerm(Contract):
    """A constant; which ones there can be depends on its place."""

    number: DecimalText


class OperationTerm(Contract):
    """An operation and its operands."""

    op: Arithmetic
    of: tuple[Term, ...] = Field(min_length=1, max_length=32)

    @model_validator(mode="after")
    def _operands(self) -> OperationTerm:
        count = len(self.of)
        if (self.op in _UNARY and count != 1) or (self.op in _BINARY and count != 2):
            raise ValueError(f"{self.op!r} takes {'one operand' if self.op in _UNARY else 'two operands'}, not {count}")
        for position, term in enumerate(self.of):
            if isinstance(term, ConstantTerm):
                is_exponent = self.op == "power" and position == 1
                if not (_EXPONENT if is_exponent else _CONSTANT).fullmatch(term.number):
                    raise ValueError(f"the constant {term.number} comes from nowhere: make it a value of a claim")
        return self


_HEADS = ("input", "number", "op")


def _head(value: object) -> str | None:
    """The member that says which term an object is."""
    return next((head for head in _HEADS if (head in value if isinstance(value, dict) else hasattr(value, head))), None)


Term = Annotated[
    Annotated[InputTerm, Tag("input")] | Annotated[ConstantTerm, Tag("number")] | Annotated[OperationTerm, Tag("op")],
    Discriminator(
        _head,
        custom_error_type="expression",
        custom_error_message=f"an expression is an object with one of the members {', '.join(_HEADS)}",
    ),
]
"""Any term."""
OperationTerm.model_rebuild()


class DerivedValue(Contract):
    """One number as printed, and what it is computed by."""

    name: Name
    published: DecimalText
    unit: str = ""
    value: Term

    @model_validator(mode="after")
    def _bounded(self) -> DerivedValue:
        if sum(1 for _ in terms(self.value)) > MAX_OPERATIONS:
            raise ValueError(f"an expression has at most {MAX_OPERATIONS} parts")
        return self


class Derivation(Contract):
    """The inputs by name, and the values that follow from them."""

    inputs: Mapping[Name, InputValue] = Field(min_length=1, max_length=64)
    values: tuple[DerivedValue, ...] = Field(min_length=1, max_length=64)

    @model_validator(mode="after")
    def _every_input_is_used(self) -> Derivation:
        used: set[str] = set()
        for value in self.values:
            names = {term.input for term in terms(value.value) if isinstance(term, InputTerm)}
            if not names:
                raise ValueError(f"{value.name} is computed from no input")
            used |= names
        if used != set(self.inputs):
            odd = sorted(used ^ set(self.inputs))[0]
            raise ValueError(f"the input {odd!r} is {'not declared' if odd in used else 'not used'}")
        return self


def terms(term: Term) -> Iterator[Term]:
    """A term and everything inside it."""
    yield term
    if isinstance(term, OperationTerm):
        for inner in term.of:
            yield from terms(inner)


_SIGNS = {"*": "×", "power": "^", "-": "−"}


def in_words(term: Term) -> str:
    """A term as people write it."""
    match term:
        case InputTerm(input=name):
            return name
        case ConstantTerm(number=number):
            return number
        case OperationTerm(op="negate", of=(inner,)):
            return f"−{in_words(inner)}"
        case OperationTerm(op=op, of=operands) if op in ("abs", "mean", "smaller", "larger"):
            return f"{op}({', '.join(map(in_words, operands))})"
        case OperationTerm(op=op, of=operands):
            return f"({f' {_SIGNS.get(op, op)} '.join(map(in_words, operands))})"
