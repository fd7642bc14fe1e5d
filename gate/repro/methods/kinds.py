"""What an expression of a method gives, and how a mistake in one is reported."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NoReturn

from gate.model.errors import Fault, InputError

Shape = Literal["value", "column", "groups", "list", "table"]
Content = Literal["number", "text", "truth"]
Use = Literal["number", "label", "key"]
"""What a column is used for: its numbers, its equality or order as a label or condition, finding rows elsewhere."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What an expression gives; ``header`` is a table's."""

    shape: Shape
    content: Content
    header: tuple[str, ...] = ()

    def __str__(self) -> str:
        noun = {"number": "numbers", "text": "texts", "truth": "truth values"}[self.content]
        return {
            "value": f"one {self.content}",
            "column": f"a column of {noun}",
            "groups": f"groups of {noun}",
            "list": f"a list of {noun}",
            "table": "a table",
        }[self.shape]


def refuse(code: str, message: str, where: str, hint: str | None = None) -> NoReturn:
    """Raises InputError (fault: claim) with the code ``method.<code>``."""
    raise InputError(f"method.{code}", message, where=where, hint=hint, fault=Fault.CLAIM)


def widest(kinds: list[Kind], where: str) -> Shape:
    """The shape of operands taken together: single values go along with a column or with groups, but not both.

    Raises InputError (fault: claim) where they do not.
    """
    shapes = {kind.shape for kind in kinds} - {"value"}
    if shapes - {"column", "groups"} or len(shapes) > 1:
        refuse("wrong-type", f"operands do not go together: {' and '.join(map(str, kinds[:3]))}", where)
    return next(iter(shapes), "value")
