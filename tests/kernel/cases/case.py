"""What a case is, and the shapes that many of them share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from tests.kernel.language import Export, Level, Term, const


class Exported(Protocol):
    """Anything that has the bytes of an export."""

    @property
    def data(self) -> bytes: ...


Build = Callable[[], Exported]


@dataclass(frozen=True)
class Case:
    """``rule`` is the rule that the export violates; empty for one that is accepted."""

    name: str
    build: Build
    rule: str = ""


def good(name: str, build: Build) -> Case:
    return Case(name, build)


def bad(rule: str, name: str, build: Build) -> Case:
    return Case(f"{rule}: {name}", build, rule)


def equation(export: Export, type_: Term, left: Term, right: Term, level: Level = 1) -> Export:
    """The theorem ``left = right`` with the proof ``refl left``: right if and only if the two are equal by ≡."""
    statement = const("Eq", level)(type_, left, right)
    return export.theorem("equation", statement, const("Eq.refl", level)(type_, left))
