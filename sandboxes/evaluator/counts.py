"""Counts, sums and shares."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.registry import need_rows, recipe


@recipe("rows", counts_rows=True, keeps_missing=True)
def rows(*, rows: int) -> int:
    return rows


@recipe("count")
def count(*, of: list[Any]) -> int:
    return len(of)


@recipe("missing-count", keeps_missing=True)
def missing_count(*, of: list[Any]) -> int:
    return sum(cell is None for cell in of)


@recipe("distinct")
def distinct(*, of: list[Any]) -> int:
    return len(set(of))


@recipe("count-if")
def count_if(*, of: list[bool]) -> int:
    return sum(of)


@recipe("share")
def share(*, of: list[bool]) -> Fraction:
    need_rows(of)
    return Fraction(sum(of), len(of))


@recipe("sum")
def sum_(*, of: list[Fraction]) -> Fraction:
    return exact.total(of)


@recipe("product")
def product(*, of: list[Fraction]) -> Fraction:
    result = Fraction(1)
    for value in of:
        result *= value
    return result


@recipe("sum-of-products")
def sum_of_products(*, of: list[Fraction], y: list[Fraction]) -> Fraction:
    return exact.product_sum(of, y)


@recipe("words")
def words(*, of: list[str]) -> int:
    return sum(len(text.split()) for text in of)


@recipe("vocabulary")
def vocabulary(*, of: list[str]) -> int:
    return len({word for text in of for word in text.split()})


@recipe("characters")
def characters(*, of: list[str]) -> int:
    return sum(map(len, of))


@recipe("duplicates")
def duplicates(*, of: list[Any]) -> int:
    return len(of) - len(set(of))
