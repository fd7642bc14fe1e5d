"""What can be said of the groups that another recipe gave with ``by``."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from evaluator.expressions import Groups
from evaluator.registry import need, recipe


def _best(of: Groups, largest: bool, ties: str) -> str:
    need(bool(of), "too-few", "there are no groups")
    target = max(of.values()) if largest else min(of.values())
    names = [name for name, value in of.items() if value == target]
    need(len(names) == 1 or ties == "first", "ambiguous", f"the groups {', '.join(names)[:200]} are equal")
    return names[0]


@recipe("argmax", keeps_missing=True)
def argmax(*, of: Groups, ties: str = "refuse") -> str:
    return _best(of, True, ties)


@recipe("argmin", keeps_missing=True)
def argmin(*, of: Groups, ties: str = "refuse") -> str:
    return _best(of, False, ties)


@recipe("rank", keeps_missing=True)
def rank(*, of: Groups, order: str = "descending", ties: str = "refuse", first: int = 0) -> list[str]:
    if ties == "refuse":
        need(len(set(of.values())) == len(of), "ambiguous", "groups are equal")
    names = sorted(of, key=lambda name: of[name], reverse=order == "descending")
    return names[:first] if first else names


@recipe("labels-where", keeps_missing=True)
def labels_where(*, of: Groups) -> list[str]:
    return [name for name, holds in of.items() if holds is True]


@recipe("at", keeps_missing=True)
def at(*, of: Groups, group: str) -> Any:
    need(group in of, "group-unknown", f"there is no group {group!r}")
    return of[group]


@recipe("group-count", keeps_missing=True)
def group_count(*, of: Groups) -> int:
    return len(of)


@recipe("group-maximum", keeps_missing=True)
def group_maximum(*, of: Groups) -> Any:
    need(bool(of), "too-few", "there are no groups")
    return max(of.values())


@recipe("group-minimum", keeps_missing=True)
def group_minimum(*, of: Groups) -> Any:
    need(bool(of), "too-few", "there are no groups")
    return min(of.values())


@recipe("group-mean", keeps_missing=True)
def group_mean(*, of: Groups) -> Fraction:
    need(bool(of), "too-few", "there are no groups")
    return sum((Fraction(value) for value in of.values()), Fraction(0)) / len(of)


@recipe("group-range", keeps_missing=True)
def group_range(*, of: Groups) -> Any:
    need(bool(of), "too-few", "there are no groups")
    return max(of.values()) - min(of.values())
