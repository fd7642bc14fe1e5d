"""Tests of hypotheses by ranks and orders."""

from __future__ import annotations

from gate.repro.methods.recipe import (
    ALTERNATIVE,
    NOTHING_MOVES,
    Option,
    Recipe,
    choice,
    columns,
    labels,
    numbers,
    outputs,
)
from gate.repro.methods.recipes.effects import FIRST

_Y = numbers("of", "the outcome")
_G = labels("group", "the groups")
_TWO = labels("group", "the two groups")
_PAIR = numbers("y", "the other member of the pair")
_SP, _SPD = outputs("statistic", "p"), outputs("statistic", "p", "df")
_WILCOXON = "Wilcoxon, F. (1945), Individual comparisons by ranking methods, Biometrics Bulletin 1(6)"
_STATS = "rational statistic; p of scipy.stats"
_RANK_P = choice("p-value", "normal approximation, or the exact distribution", "asymptotic", "exact")
_STEP = Option("correction", "flag", "continuity correction of the normal approximation", True)

RECIPES = (
    Recipe(
        "mann-whitney-test",
        "rank test of two groups",
        "U = R₁ - n₁(n₁+1)/2",
        "Mann, H. B., Whitney, D. R. (1947), On a test, Annals of Mathematical Statistics 18(1)",
        (_Y, _TWO),
        (FIRST, ALTERNATIVE, _RANK_P, _STEP),
        _SP,
        conventions=("the statistic is the first group's U, as R's W; variance corrected for ties",),
        call=_STATS,
        needs="two groups",
        unmoved_by=NOTHING_MOVES,
    ),
    Recipe(
        "wilcoxon-test",
        "signed rank test of pairs or of a centre at zero",
        "V = Σ rank|dᵢ| [dᵢ > 0]",
        _WILCOXON,
        (_Y, numbers("y", "the other member of the pair", required=False)),
        (ALTERNATIVE, _RANK_P, _STEP),
        _SP,
        conventions=("zero differences are left out; the statistic is R's V, the sum of positive ranks",),
        call=_STATS,
        needs="a difference that is not zero",
    ),
    Recipe(
        "sign-test",
        "sign test of pairs",
        "binomial tail of the positive differences",
        "Dixon, W. J., Mood, A. M. (1946), The statistical sign test, J. American Stat. Ass. 41(236)",
        (_Y, _PAIR),
        (ALTERNATIVE,),
        _SP,
        call="scipy.stats.binomtest",
        needs="a difference that is not zero",
    ),
    Recipe(
        "kruskal-test",
        "rank test of several groups",
        "H, corrected for ties",
        "Kruskal, W. H., Wallis, W. A. (1952), Use of ranks, J. American Stat. Ass. 47(260)",
        (_Y, _G),
        (),
        _SPD,
        call=_STATS,
        needs="two groups",
        unmoved_by=NOTHING_MOVES,
    ),
    Recipe(
        "friedman-test",
        "rank test of several treatments of the same rows",
        "Q, corrected for ties",
        "Friedman, M. (1937), The use of ranks, J. American Stat. Ass. 32(200)",
        (columns("of", "a column for each treatment"),),
        (),
        _SPD,
        call=_STATS,
        needs="three columns",
    ),
    Recipe(
        "ks-two-sample-test",
        "test of two groups' distributions",
        "D = sup |F₁(x) - F₂(x)|",
        "Smirnov, N. (1948), Table for estimating the goodness of fit, Annals of Mathematical Statistics 19(2)",
        (_Y, _TWO),
        (FIRST,),
        _SP,
        conventions=("p exact where n₁ n₂ < 10,000",),
        call="rational statistic; p of scipy.stats.ks_2samp",
        needs="two groups",
        unmoved_by=NOTHING_MOVES,
    ),
)
