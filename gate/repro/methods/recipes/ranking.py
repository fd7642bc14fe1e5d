"""Ranking and retrieval: a row is one document for one query."""

from __future__ import annotations

from gate.repro.methods.recipe import Recipe, choice, labels, numbers, real, whole

_R, _Q, _S = numbers("of", "the relevance"), labels("query", "the queries"), numbers("score", "the score: best first")
_INPUTS = (_R, _Q, _S)
_IR = "Manning, C. D., Raghavan, P., Schütze, H. (2008), Introduction to information retrieval, §8.4"
_TIES = ("ties in the score keep the order of rows", "relevant means above zero", "the mean over queries")
_K = whole("k", "how many places count", low=1)
_K_OR_ALL = whole("k", "how many places count; 0 for all", 0)

RECIPES = (
    Recipe(
        "mean-reciprocal-rank",
        "mean of 1 over the first relevant place",
        "Σ_q 1 / rank_q / Q",
        "Voorhees, E. M. (1999), The TREC-8 question answering track report, TREC-8",
        _INPUTS,
        (_K_OR_ALL,),
        conventions=(*_TIES, "0 where nothing relevant is found"),
    ),
    Recipe(
        "mean-average-precision",
        "mean over queries of average precision",
        "Σ_q Σ_k P(k) rel(k) / R_q / Q",
        _IR,
        _INPUTS,
        (_K_OR_ALL,),
        conventions=(*_TIES, "divided by min(R, k), or by R without k"),
    ),
    Recipe(
        "ndcg",
        "normalised discounted cumulative gain",
        "DCG / IDCG, DCG = Σ gain / log₂(place + 1)",
        "Järvelin, K., Kekäläinen, J. (2002), Cumulated gain-based evaluation of IR techniques, ACM TOIS 20(4)",
        _INPUTS,
        (
            whole("k", "how many places count; 0 for all", 10),
            choice("gain", "the relevance, or 2^relevance - 1", "linear", "exponential"),
        ),
        conventions=(*_TIES, "0 for a query without relevant documents"),
        call="decimal logarithms to 40 digits",
    ),
    Recipe(
        "precision-at-k",
        "share of relevant documents among the first k",
        "Σ_{i ≤ k} rel(i) / k",
        _IR,
        _INPUTS,
        (_K,),
        conventions=_TIES,
    ),
    Recipe(
        "recall-at-k",
        "share of relevant documents that are among the first k",
        "Σ_{i ≤ k} rel(i) / R",
        _IR,
        _INPUTS,
        (_K,),
        conventions=(*_TIES, "0 for a query without relevant documents"),
    ),
    Recipe(
        "hit-rate-at-k",
        "share of queries with a relevant document among the first k",
        "Σ_q [hit_q] / Q",
        _IR,
        _INPUTS,
        (_K,),
        conventions=_TIES,
    ),
    Recipe(
        "rank-biased-precision",
        "rank-biased precision",
        "(1 - p) Σ p^(i-1) rel(i)",
        "Moffat, A., Zobel, J. (2008), Rank-biased precision, ACM TOIS 27(1)",
        _INPUTS,
        (real("p", "persistence", "0.8", low="0", high="1"),),
        conventions=_TIES,
    ),
    Recipe(
        "first-relevant-rank",
        "mean place of the first relevant document",
        "Σ_q rank_q / Q",
        _IR,
        _INPUTS,
        conventions=_TIES,
        needs="a relevant document for every query",
    ),
)
