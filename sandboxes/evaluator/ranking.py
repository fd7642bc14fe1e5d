"""Ranking and retrieval: a row is one document for one query. Ties in the score keep the order of the rows."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.registry import need, need_rows, recipe

Ranked = Iterator[list[Fraction]]


def ranked(of: list[Fraction], query: list[Any], score: list[Fraction]) -> Ranked:
    """The relevance of each query's documents, best score first."""
    need_rows(of)
    found: dict[Any, list[tuple[Fraction, Fraction]]] = {}
    for relevance, name, value in zip(of, query, score, strict=True):
        found.setdefault(name, []).append((value, relevance))
    for pairs in found.values():
        yield [relevance for _, relevance in sorted(pairs, key=lambda pair: -pair[0])]


def _mean(scores: list[Fraction]) -> Fraction:
    need_rows(scores)
    return exact.total(scores) / len(scores)


@recipe("mean-reciprocal-rank")
def mean_reciprocal_rank(*, of: list[Fraction], query: list[Any], score: list[Fraction], k: int = 0) -> Fraction:
    return _mean(
        [
            next((Fraction(1, place) for place, r in enumerate(rs[: k or None], 1) if r > 0), Fraction(0))
            for rs in ranked(of, query, score)
        ]
    )


@recipe("mean-average-precision")
def mean_average_precision(*, of: list[Fraction], query: list[Any], score: list[Fraction], k: int = 0) -> Fraction:
    scores = []
    for relevances in ranked(of, query, score):
        hits, total, relevant = 0, Fraction(0), sum(r > 0 for r in relevances)
        for place, relevance in enumerate(relevances[: k or None], 1):
            if relevance > 0:
                hits += 1
                total += Fraction(hits, place)
        scores.append(total / (min(relevant, k) if k else relevant) if relevant else Fraction(0))
    return _mean(scores)


def _gain(relevances: list[Fraction], k: int, gain: str) -> Fraction:
    total = Fraction(0)
    for place, relevance in enumerate(relevances[: k or None], 1):
        value = relevance if gain == "linear" else exact.exp(relevance * exact.log(Fraction(2))) - 1
        total += value * exact.log(Fraction(2)) / exact.log(Fraction(place + 1))
    return total


@recipe("ndcg")
def ndcg(*, of: list[Fraction], query: list[Any], score: list[Fraction], k: int = 10, gain: str = "linear") -> Fraction:
    scores = []
    for relevances in ranked(of, query, score):
        ideal = _gain(sorted(relevances, reverse=True), k, gain)
        scores.append(_gain(relevances, k, gain) / ideal if ideal else Fraction(0))
    return _mean(scores)


@recipe("precision-at-k")
def precision_at_k(*, of: list[Fraction], query: list[Any], score: list[Fraction], k: int) -> Fraction:
    return _mean([Fraction(sum(r > 0 for r in rs[:k]), k) for rs in ranked(of, query, score)])


@recipe("recall-at-k")
def recall_at_k(*, of: list[Fraction], query: list[Any], score: list[Fraction], k: int) -> Fraction:
    scores = []
    for relevances in ranked(of, query, score):
        relevant = sum(r > 0 for r in relevances)
        scores.append(Fraction(sum(r > 0 for r in relevances[:k]), relevant) if relevant else Fraction(0))
    return _mean(scores)


@recipe("hit-rate-at-k")
def hit_rate_at_k(*, of: list[Fraction], query: list[Any], score: list[Fraction], k: int) -> Fraction:
    return _mean([Fraction(int(any(r > 0 for r in rs[:k]))) for rs in ranked(of, query, score)])


@recipe("rank-biased-precision")
def rank_biased_precision(*, of: list[Fraction], query: list[Any], score: list[Fraction], p: str = "0.8") -> Fraction:
    share = Fraction(p)
    return _mean(
        [
            (1 - share) * sum((share**place for place, r in enumerate(rs) if r > 0), Fraction(0))
            for rs in ranked(of, query, score)
        ]
    )


@recipe("first-relevant-rank")
def first_relevant_rank(*, of: list[Fraction], query: list[Any], score: list[Fraction]) -> Fraction:
    places = [next((p for p, r in enumerate(rs, 1) if r > 0), 0) for rs in ranked(of, query, score)]
    need(all(places), "outside-domain", "a query has no relevant document")
    return Fraction(sum(places), len(places))
