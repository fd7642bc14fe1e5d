"""Answers and generated text. Corpus scores come from the packages that the field reports them with."""

from __future__ import annotations

import json
import math
import re
import string
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from evaluator import exact
from evaluator.registry import need, need_rows, recipe

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normalised(text: str, kind: str) -> str:
    """``squad``: lower case, no punctuation, no articles, single spaces; ``lower``: lower case and no outer space."""
    if kind == "none":
        return text
    if kind == "lower":
        return text.strip().lower()
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def answers(truth: list[Any], rows: int) -> list[tuple[str, ...]]:
    """The accepted answers of each row: several columns, or one column of texts or of JSON lists of texts."""
    if truth and isinstance(truth[0], list):
        return [tuple(row) for row in zip(*truth, strict=True)]
    found = []
    for text in truth:
        listed = json.loads(text) if text.startswith("[") else [text]
        need(all(isinstance(one, str) for one in listed) and bool(listed), "not-a-list", "answers are no list of texts")
        found.append(tuple(listed))
    return found


@recipe("exact-match")
def exact_match(*, of: list[str], truth: list[Any], normalise: str = "squad") -> Fraction:
    need_rows(of)
    hits = sum(
        normalised(text, normalise) in {normalised(one, normalise) for one in accepted}
        for text, accepted in zip(of, answers(truth, len(of)), strict=True)
    )
    return Fraction(hits, len(of))


def _token_f1(text: str, answer: str) -> Fraction:
    ours, theirs = text.split(), answer.split()
    if not ours or not theirs:
        return Fraction(int(ours == theirs))
    same = sum((Counter(ours) & Counter(theirs)).values())
    return Fraction(2 * same, len(ours) + len(theirs))


@recipe("token-f1")
def token_f1(*, of: list[str], truth: list[Any], normalise: str = "squad") -> Fraction:
    need_rows(of)
    scores = [
        max(_token_f1(normalised(text, normalise), normalised(one, normalise)) for one in accepted)
        for text, accepted in zip(of, answers(truth, len(of)), strict=True)
    ]
    return exact.total(scores) / len(scores)


@recipe("vqa-accuracy")
def vqa_accuracy(*, of: list[str], truth: list[Any], normalise: str = "none") -> Fraction:
    """For each annotator left out: min(matches among the others / 3, 1); the mean over annotators and rows."""
    need_rows(of)
    total = Fraction(0)
    for text, given in zip(of, answers(truth, len(of)), strict=True):
        need(len(given) > 1, "too-few", "consensus needs several answers to a question")
        ours = normalised(text, normalise)
        matches = [normalised(one, normalise) == ours for one in given]
        total += sum((min(Fraction(sum(matches) - own, 3), Fraction(1)) for own in matches), Fraction(0)) / len(given)
    return total / len(of)


def _references(truth: list[Any], rows: int) -> list[list[str]]:
    """The references as streams, one for each position of an answer."""
    return [list(stream) for stream in zip(*answers(truth, rows), strict=True)]


@recipe("bleu")
def bleu(*, of: list[str], truth: list[Any], tokenize: str = "13a", lowercase: bool = False) -> float:
    from sacrebleu.metrics import BLEU

    need_rows(of)
    metric = BLEU(tokenize=tokenize, lowercase=lowercase)
    return float(metric.corpus_score(of, _references(truth, len(of))).score)


@recipe("chrf")
def chrf(*, of: list[str], truth: list[Any], words: int = 0) -> float:
    from sacrebleu.metrics import CHRF

    need_rows(of)
    return float(CHRF(word_order=words).corpus_score(of, _references(truth, len(of))).score)


@recipe("ter")
def ter(*, of: list[str], truth: list[Any]) -> float:
    from sacrebleu.metrics import TER

    need_rows(of)
    return float(TER().corpus_score(of, _references(truth, len(of))).score)


def _subsequence(first: Sequence[str], second: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    before = [0] * (len(second) + 1)
    for one in first:
        now = [0]
        for j, other in enumerate(second, 1):
            now.append(before[j - 1] + 1 if one == other else max(before[j], now[j - 1]))
        before = now
    return before[-1]


def _rouge(text: str, answer: str, kind: str, measure: str) -> Fraction:
    ours, theirs = (re.sub(r"[^a-z0-9]+", " ", one.lower()).split() for one in (text, answer))
    if kind == "rougeL":
        same, length, target = _subsequence(ours, theirs), len(ours), len(theirs)
    else:
        size = int(kind[-1])
        grams = [Counter(tuple(w[i : i + size]) for i in range(len(w) - size + 1)) for w in (ours, theirs)]
        same, length, target = sum((grams[0] & grams[1]).values()), grams[0].total(), grams[1].total()
    below = {"f": length + target, "precision": length, "recall": target}[measure]
    return Fraction((2 if measure == "f" else 1) * same, below) if below else Fraction(0)


@recipe("rouge")
def rouge(*, of: list[str], truth: list[Any], kind: str = "rouge1", measure: str = "f") -> Fraction:
    need_rows(of)
    scores = [
        max(_rouge(text, one, kind, measure) for one in accepted)
        for text, accepted in zip(of, answers(truth, len(of)), strict=True)
    ]
    return exact.total(scores) / len(scores)


def edits(first: Sequence[Any], second: Sequence[Any]) -> int:
    """Levenshtein's distance."""
    before = list(range(len(second) + 1))
    for i, one in enumerate(first, 1):
        now = [i]
        for j, other in enumerate(second, 1):
            now.append(min(before[j] + 1, now[j - 1] + 1, before[j - 1] + (one != other)))
        before = now
    return before[-1]


def _error_rate(of: list[Any], truth: list[Any]) -> Fraction:
    length = sum(map(len, truth))
    need(length > 0, "outside-domain", "the references are empty")
    return Fraction(sum(edits(t, p) for p, t in zip(of, truth, strict=True)), length)


@recipe("word-error-rate")
def word_error_rate(*, of: list[str], truth: list[str], normalise: str = "none") -> Fraction:
    pairs = [[normalised(text, normalise).split() for text in texts] for texts in (of, truth)]
    return _error_rate(*pairs)


@recipe("character-error-rate")
def character_error_rate(*, of: list[str], truth: list[str], normalise: str = "none") -> Fraction:
    pairs = [[normalised(text, normalise) for text in texts] for texts in (of, truth)]
    return _error_rate(*pairs)


@recipe("edit-distance")
def edit_distance(*, of: list[str], truth: list[str]) -> Fraction:
    need_rows(of)
    return Fraction(sum(edits(t, p) for p, t in zip(of, truth, strict=True)), len(of))


@recipe("pass-at-k")
def pass_at_k(*, of: list[bool], problem: list[Any], k: int) -> Fraction:
    """1 - C(n - c, k) / C(n, k), the mean over problems (Chen et al. 2021)."""
    need_rows(of)
    samples: dict[Any, list[bool]] = {}
    for passed, name in zip(of, problem, strict=True):
        samples.setdefault(name, []).append(passed)
    total = Fraction(0)
    for results in samples.values():
        n, c = len(results), sum(results)
        need(n >= k, "too-few", f"a problem has fewer than {k} samples")
        total += 1 - Fraction(math.comb(n - c, k), math.comb(n, k))
    return total / len(samples)
