"""Values that papers, manuals and reference packages print, for recipes that R does not have: name → data, expression,
value, source of the value."""

from __future__ import annotations

from typing import Any

from tests.repro.methods.reference.cases import c, cols, eq, r

Json = Any
Case = tuple[dict[str, list[Any]], Json, str]

# scikit-learn's user guide and reference pages, examples of each function.
_BINARY = {"p": [0, 0, 1, 0, 0, 1], "t": [0, 1, 1, 0, 0, 1]}
_MULTI = {"p": [0, 2, 1, 0, 0, 1], "t": [0, 1, 2, 0, 1, 2]}
_SCORES = {"s": ["0.1", "0.4", "0.35", "0.8"], "t": [0, 0, 1, 1]}
_NUMBERS = {"p": ["2.5", "0.0", "2", "8"], "t": [3, "-0.5", 2, 7]}
_PROBS = {"p": ["0.1", "0.9", "0.8", "0.3"], "t": [0, 1, 1, 0]}
_YES = eq("t", "1")
_T = c("t")

SCIKIT_LEARN: dict[str, Case] = {
    "accuracy": ({"p": [0, 2, 1, 3], "t": [0, 1, 2, 3]}, r("accuracy", "p", truth=_T), "0.5"),
    "balanced-accuracy": (
        {"p": [0, 1, 0, 0, 0, 1], "t": [0, 1, 0, 0, 1, 0]},
        r("balanced-accuracy", "p", truth=_T),
        "0.625",
    ),
    "f1-macro": (_MULTI, r("f-score", "p", truth=_T, average="macro"), "0.26666666666666667"),
    "f1-micro": (_MULTI, r("f-score", "p", truth=_T, average="micro"), "0.33333333333333333"),
    "f1-weighted": (_MULTI, r("f-score", "p", truth=_T, average="weighted"), "0.26666666666666667"),
    "precision-macro": (_MULTI, r("precision", "p", truth=_T, average="macro"), "0.22222222222222222"),
    "precision-micro": (_MULTI, r("precision", "p", truth=_T, average="micro"), "0.33333333333333333"),
    "recall-macro": (_MULTI, r("recall", "p", truth=_T, average="macro"), "0.33333333333333333"),
    "fbeta-macro": (_MULTI, r("f-score", "p", truth=_T, average="macro", beta="0.5"), "0.23809523809523808"),
    "matthews": ({"t": [1, 1, 1, -1], "p": [1, -1, 1, 1]}, r("matthews-correlation", "p", truth=_T), "-0.33333333333"),
    "auroc": (_SCORES, r("auroc", "s", truth=_YES), "0.75"),
    "average-precision": (_SCORES, r("average-precision", "s", truth=_YES), "0.83333333333333333"),
    "brier": (_PROBS, r("brier-score", "p", truth=_YES), "0.0375"),
    "log-loss": (
        {"p": ["0.1", "0.9", "0.2", "0.65"], "t": [0, 1, 0, 1]},
        r("log-loss", "p", truth=_YES),
        "0.21616187468057912",
    ),
    "mae": (_NUMBERS, r("mean-absolute-error", "p", truth=_T), "0.5"),
    "mse": (_NUMBERS, r("mean-squared-error", "p", truth=_T), "0.375"),
    "rmse": (_NUMBERS, r("root-mean-squared-error", "p", truth=_T), "0.61237243569579452"),
    "mape": (_NUMBERS, r("mean-absolute-percentage-error", "p", truth=_T), "0.32738095238095238"),
    "medae": (_NUMBERS, r("median-absolute-error", "p", truth=_T), "0.5"),
    "r2": (_NUMBERS, r("r2-score", "p", truth=_T), "0.94860813704496794"),
    "explained-variance": (_NUMBERS, r("explained-variance", "p", truth=_T), "0.95717344753747324"),
    "max-error": ({"t": [3, 2, 7, 1], "p": [4, 2, 7, 1]}, r("maximum-error", "p", truth=_T), "1"),
    "msle": (
        {"t": [3, 5, "2.5", 7], "p": ["2.5", 5, 4, 8]},
        r("mean-squared-log-error", "p", truth=_T),
        "0.03973012298459379",
    ),
    "pinball": ({"t": [1, 2, 3], "p": [0, 2, 3]}, r("pinball-loss", "p", truth=_T, p="0.1"), "0.033333333333333333"),
    "ndcg": (
        {"rel": [10, 0, 0, 1, 5], "q": [1] * 5, "s": ["0.1", "0.2", "0.3", "4", "70"]},
        r("ndcg", "rel", query=c("q"), score=c("s"), k=0),
        "0.69569404438130740",
    ),
    "jaccard": ({"t": [0, 1, 1], "p": [1, 1, 1]}, r("jaccard", "p", truth=_T), "0.66666666666666667"),
    "top-2": (
        {"a": [1, 1, 2, 2], "b": [2, 0, 1, 1], "t": [0, 1, 2, 2]},
        r("top-k-accuracy", cols("a", "b"), truth=_T, k=2),
        "0.75",
    ),
    "precision": (_BINARY, r("precision", "p", truth=_T), "1"),
    "recall": (_BINARY, r("recall", "p", truth=_T), "0.66666666666666667"),
    "specificity": (_BINARY, r("specificity", "p", truth=_T), "1"),
}

_FLEISS_COUNTS = (
    "0 0 0 0 14, 0 2 6 4 2, 0 0 3 5 6, 0 3 9 2 0, 2 2 8 1 1, 7 7 0 0 0, 3 2 6 3 0, 2 5 3 2 2, 6 5 2 1 0, 0 2 2 3 7"
)
_FLEISS_ROWS = [
    [label for label, count in enumerate(map(int, row.split()), 1) for _ in range(count)]
    for row in _FLEISS_COUNTS.split(", ")
]
_ALPHA = {
    "a": ["1", "2", "3", "3", "2", "1", "4", "1", "2", "", "", ""],
    "b": ["1", "2", "3", "3", "2", "2", "4", "1", "2", "5", "", "3"],
    "c": ["", "3", "3", "3", "2", "3", "4", "2", "2", "5", "1", ""],
    "d": ["1", "2", "3", "3", "2", "4", "4", "1", "2", "5", "1", ""],
}
_ABCD = cols("a", "b", "c", "d")
_SHROUT = {"a": [9, 6, 8, 7, 10, 6], "b": [2, 1, 4, 1, 5, 2], "c": [5, 3, 6, 2, 6, 4], "d": [8, 2, 8, 6, 9, 7]}
_COHEN = {"a": ["y"] * 25 + ["n"] * 25, "b": ["y"] * 20 + ["n"] * 5 + ["y"] * 10 + ["n"] * 15}

AGREEMENT: dict[str, Case] = {
    # Fleiss's kappa of ten subjects and fourteen raters, a standard worked example.
    "fleiss": (
        {f"r{i}": [row[i] for row in _FLEISS_ROWS] for i in range(14)},
        r("fleiss-kappa", cols(*(f"r{i}" for i in range(14)))),
        "0.20993070442195522",
    ),
    # Krippendorff (2011), Computing Krippendorff's alpha-reliability: four observers, twelve units.
    "alpha-nominal": (_ALPHA, r("krippendorff-alpha", _ABCD), "0.743"),
    "alpha-interval": (_ALPHA, r("krippendorff-alpha", _ABCD, level="interval"), "0.849"),
    # Shrout and Fleiss (1979), table 4.
    "icc-1-1": (_SHROUT, r("intraclass-correlation", _ABCD, kind="1-1"), "0.17"),
    "icc-2-1": (_SHROUT, r("intraclass-correlation", _ABCD), "0.29"),
    "icc-3-1": (_SHROUT, r("intraclass-correlation", _ABCD, kind="3-1"), "0.71"),
    "icc-1-k": (_SHROUT, r("intraclass-correlation", _ABCD, kind="1-k"), "0.44"),
    "icc-2-k": (_SHROUT, r("intraclass-correlation", _ABCD, kind="2-k"), "0.62"),
    "icc-3-k": (_SHROUT, r("intraclass-correlation", _ABCD, kind="3-k"), "0.91"),
    # Cronbach's alpha is the consistency form of the average (Shrout and Fleiss).
    "cronbach": (_SHROUT, r("cronbach-alpha", _ABCD), "0.90931554231"),
    "kappa": (_COHEN, r("cohen-kappa", "a", y=c("b")), "0.4"),
}

# The example of sacrebleu's and jiwer's documentation; jiwer 4.0.0, rouge-score 0.1.2 and sacrebleu 2.6.0 computed it.
_TEXTS = {
    "p": ["The dog bit the man.", "It wasn't surprising.", "The man had just bitten him."],
    "a": ["The dog bit the man.", "It was not unexpected.", "The man bit him first."],
    "b": ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."],
}
_A, _AB = c("a"), cols("a", "b")

TEXT: dict[str, Case] = {
    "wer": (_TEXTS, r("word-error-rate", "p", truth=_A), "0.5"),
    "cer": (_TEXTS, r("character-error-rate", "p", truth=_A), "0.4375"),
    "rouge1": (_TEXTS, r("rouge", "p", truth=_A), "0.5984848484848485"),
    "rouge2-precision": (_TEXTS, r("rouge", "p", truth=_A, kind="rouge2", measure="precision"), "0.4"),
    "rougeL-recall": (_TEXTS, r("rouge", "p", truth=_A, kind="rougeL", measure="recall"), "0.61666666666666667"),
    "bleu": (_TEXTS, r("bleu", "p", truth=_AB), "48.530827009929865"),
    "chrf": (_TEXTS, r("chrf", "p", truth=_AB), "59.72751782684763"),
    "chrf++": (_TEXTS, r("chrf", "p", truth=_AB, words=2), "59.15310444399262"),
    "ter": (_TEXTS, r("ter", "p", truth=_AB), "40"),
    "exact-match": (
        {"p": ["The Eiffel Tower", "paris.", "42"], "a": ["eiffel tower", "Paris", "43"]},
        r("exact-match", "p", truth=_A),
        "0.66666666666666667",
    ),
    "token-f1": ({"p": ["the big red dog"], "a": ["red dog"]}, r("token-f1", "p", truth=_A), "0.8"),
    # Two of ten annotators say so: the eight others find two matches, the two themselves one.
    "vqa": (
        {"p": ["cat"], "a": ['["cat", "cat", "dog", "dog", "dog", "dog", "dog", "dog", "dog", "dog"]']},
        r("vqa-accuracy", "p", truth=_A),
        "0.6",
    ),
    # Chen et al. (2021): one of five samples passes.
    "pass@1": ({"ok": [1, 0, 0, 0, 0], "task": [1] * 5}, r("pass-at-k", eq("ok", "1"), problem=c("task"), k=1), "0.2"),
    "pass@2": ({"ok": [1, 0, 0, 0, 0], "task": [1] * 5}, r("pass-at-k", eq("ok", "1"), problem=c("task"), k=2), "0.4"),
}

_DOCUMENTS = {"rel": [0, 1, 0, 1, 1, 0, 0, 1], "q": [1, 1, 1, 1, 2, 2, 2, 2], "s": [4, 3, 2, 1, 4, 3, 2, 1]}
_RANKED = {"query": c("q"), "score": c("s")}

WORKED: dict[str, Case] = {
    # By hand: the first query has its relevant documents in places 2 and 4, the second in 1 and 4.
    "mrr": (_DOCUMENTS, r("mean-reciprocal-rank", "rel", **_RANKED), "0.75"),
    "map": (_DOCUMENTS, r("mean-average-precision", "rel", **_RANKED), "0.625"),
    "p@2": (_DOCUMENTS, r("precision-at-k", "rel", **_RANKED, k=2), "0.5"),
    "recall@1": (_DOCUMENTS, r("recall-at-k", "rel", **_RANKED, k=1), "0.25"),
    "hit@1": (_DOCUMENTS, r("hit-rate-at-k", "rel", **_RANKED, k=1), "0.5"),
    "rbp": (_DOCUMENTS, r("rank-biased-precision", "rel", **_RANKED, p="0.5"), "0.4375"),
    "gini": ({"x": [1, 2, 3, 4]}, r("gini", "x"), "0.25"),
    "entropy": ({"x": ["a", "a", "b", "b"]}, r("entropy", "x", base="2"), "1"),
    "simpson": ({"x": ["a", "a", "b", "b"]}, r("simpson-diversity", "x"), "0.5"),
    "growth": ({"x": [100, 110, 121]}, r("growth-rate", "x"), "0.1"),
    "drawdown": ({"x": [100, 120, 60, 90]}, r("maximum-drawdown", "x"), "0.5"),
    "ece": (
        {"conf": ["0.95", "0.95", "0.55", "0.55"], "ok": [1, 1, 1, 0]},
        r("expected-calibration-error", "conf", correct=eq("ok", "1"), bins=10),
        "0.05",
    ),
    "cliff": ({"y": [1, 2, 3, 4], "g": ["a", "a", "b", "b"]}, r("cliff-delta", "y", group=c("g")), "-1"),
    "odds": (
        {"e": [1] * 3 + [0] * 1 + [1] * 1 + [0] * 3, "g": ["a"] * 4 + ["b"] * 4},
        r("odds-ratio", eq("e", "1"), group=c("g")),
        "9",
    ),
    "theil-sen": ({"y": [1, 2, 3, 10], "x": [1, 2, 3, 4]}, r("theil-sen", "y", x=c("x")), "2"),
    "hodges-lehmann": ({"x": [1, 2, 9]}, r("hodges-lehmann", "x"), "3.5"),
    "hampel": ({"x": [1, 1, 2, 2, 4, 6, 9]}, r("median-absolute-deviation", "x"), "1"),
    "jackknife": ({"x": [1, 2, 3, 4]}, r("jackknife", "x"), "0.64549722436790281"),
    "holm": ({"p": ["0.01", "0.04", "0.03", "0.005"], "t": list("abcd")}, r("p-adjusted", "p", at=_T, row="c"), "0.06"),
    "bh": (
        {"p": ["0.01", "0.04", "0.03", "0.005"], "t": list("abcd")},
        r("p-adjusted", "p", at=_T, row="c", kind="benjamini-hochberg"),
        "0.04",
    ),
}


def cases() -> dict[str, Case]:
    """All of them."""
    return {**SCIKIT_LEARN, **AGREEMENT, **TEXT, **WORKED}
