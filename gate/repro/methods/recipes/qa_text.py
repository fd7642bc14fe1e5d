"""Answers and generated text: ``of`` is what was produced, ``truth`` what it is held against."""

from __future__ import annotations

from gate.repro.methods.recipe import Input, Option, Recipe, Unmoved, choice, labels, texts, truths, whole

_P = texts("of", "the produced texts")
_ANY = Input("truth", "texts", "accepted texts: a column, several in a list, or JSON lists of texts in one column")
_ONE = texts("truth", "the reference texts")
_NORMALISE = choice("normalise", "squad: lower case, no punctuation, no articles", "squad", "none", "lower")
_PLAIN = choice(
    "normalise", "lower: lower case, no outer space; squad: no punctuation or articles either", "none", "lower", "squad"
)
_SQUAD = "Rajpurkar, P. et al. (2016), SQuAD: 100,000+ questions for machine comprehension of text, EMNLP"
_EDITS = "Levenshtein, V. I. (1966), Binary codes capable of correcting deletions, Soviet Physics Doklady 10(8)"
_SAME: frozenset[Unmoved] = frozenset({"order", "duplicate"})

RECIPES = (
    Recipe(
        "exact-match",
        "share of texts that equal an accepted one",
        "Σ [pᵢ ∈ Tᵢ] / n",
        _SQUAD,
        (_P, _ANY),
        (_NORMALISE,),
        conventions=("a share, not a percentage",),
        unmoved_by=_SAME,
    ),
    Recipe(
        "token-f1",
        "mean overlap of words with the nearest accepted text",
        "Σ max F1(words) / n",
        _SQUAD,
        (_P, _ANY),
        (_NORMALISE,),
        conventions=("a share, not a percentage",),
        unmoved_by=_SAME,
    ),
    Recipe(
        "vqa-accuracy",
        "consensus accuracy over annotators",
        "mean over left-out annotators of min(matches / 3, 1)",
        "Antol, S. et al. (2015), VQA: visual question answering, ICCV",
        (_P, _ANY),
        (_PLAIN,),
        conventions=(
            "leaves each annotator out in turn, as the official evaluation; min(matches / 3, 1) over all ten differs",
            "the official evaluation also expands contractions: apply it to the files first",
        ),
        needs="several answers to each question",
        unmoved_by=_SAME,
    ),
    Recipe(
        "bleu",
        "corpus BLEU",
        "brevity penalty · exp(Σ ln pₙ / 4)",
        "Papineni, K. et al. (2002), BLEU, ACL; Post, M. (2018), A call for clarity in reporting BLEU scores, WMT",
        (_P, _ANY),
        (
            choice("tokenize", "sacrebleu's tokenizer", "13a", "none", "intl", "char"),
            Option("lowercase", "flag", "ignore case", False),
        ),
        conventions=("0 to 100; exponential smoothing",),
        call="sacrebleu.metrics.BLEU",
    ),
    Recipe(
        "chrf",
        "character n-gram F score",
        "chrF2",
        "Popović, M. (2015), chrF: character n-gram F-score for automatic MT evaluation, WMT",
        (_P, _ANY),
        (whole("words", "word n-grams as well: 2 for chrF++", 0, high=4),),
        conventions=("0 to 100",),
        call="sacrebleu.metrics.CHRF",
    ),
    Recipe(
        "ter",
        "translation edit rate",
        "edits with shifts / reference words",
        "Snover, M. et al. (2006), A study of translation edit rate, AMTA",
        (_P, _ANY),
        conventions=("0 to 100 or more",),
        call="sacrebleu.metrics.TER",
    ),
    Recipe(
        "rouge",
        "mean ROUGE",
        "overlap of n-grams or of the longest common subsequence",
        "Lin, C.-Y. (2004), ROUGE: a package for automatic evaluation of summaries, ACL workshop",
        (_P, _ANY),
        (
            choice("kind", "what is compared", "rouge1", "rouge2", "rouge3", "rougeL"),
            choice("measure", "which figure", "f", "precision", "recall"),
        ),
        conventions=(
            "words are runs of a-z and 0-9 after lower case, not stemmed, as the package rouge-score",
            "the best accepted text of each row; a share, not a percentage",
        ),
        unmoved_by=_SAME,
    ),
    Recipe(
        "word-error-rate",
        "edits of words for each reference word",
        "(S + D + I) / N",
        _EDITS,
        (_P, _ONE),
        (_PLAIN,),
        conventions=("over the whole corpus, not the mean over rows",),
        call="dynamic programme",
        needs="references with words",
        unmoved_by=_SAME,
    ),
    Recipe(
        "character-error-rate",
        "edits of characters for each reference character",
        "(S + D + I) / N",
        _EDITS,
        (_P, _ONE),
        (_PLAIN,),
        conventions=("over the whole corpus; spaces count",),
        call="dynamic programme",
        needs="references with characters",
        unmoved_by=_SAME,
    ),
    Recipe(
        "edit-distance",
        "mean number of edits of characters",
        "Σ lev(pᵢ, tᵢ) / n",
        _EDITS,
        (_P, _ONE),
        call="dynamic programme",
        unmoved_by=_SAME,
    ),
    Recipe(
        "pass-at-k",
        "chance that one of k samples passes",
        "mean over problems of 1 - C(n-c, k) / C(n, k)",
        "Chen, M. et al. (2021), Evaluating large language models trained on code, arXiv:2107.03374",
        (truths("of", "whether the sample passed"), labels("problem", "the problems")),
        (whole("k", "how many samples", low=1),),
        needs="k samples for each problem",
    ),
)
