"""Effect sizes: how large a difference or association is."""

from __future__ import annotations

from gate.repro.methods.recipe import NOTHING_MOVES, Option, Recipe, Unmoved, choice, labels, numbers, truths

_Y = numbers("of", "the outcome")
_E = truths("of", "whether the event happened")
_GROUP = labels("group", "the two groups")
FIRST = Option("first", "text", "the group that is named first; by default the first in order", "")
_COHEN = "Cohen, J. (1988), Statistical power analysis for the behavioral sciences, 2nd ed., §2.2"
_EPI = "Rothman, K. J., Greenland, S., Lash, T. L. (2008), Modern epidemiology, 3rd ed., chapter 4"
_TWO = "two groups"
_SHIFT: frozenset[Unmoved] = frozenset({"order", "shift"})

RECIPES = (
    Recipe(
        "mean-difference",
        "difference of two groups' means",
        "x̄₁ - x̄₂",
        _COHEN,
        (_Y, _GROUP),
        (FIRST,),
        needs=_TWO,
        unmoved_by=_SHIFT,
    ),
    Recipe(
        "cohen-d",
        "standardised difference of means",
        "(x̄₁ - x̄₂) / √(((n₁-1)s₁² + (n₂-1)s₂²) / (n₁+n₂-2))",
        _COHEN,
        (_Y, _GROUP),
        (FIRST,),
        needs="two groups of two rows that vary",
        unmoved_by=NOTHING_MOVES,
    ),
    Recipe(
        "hedges-g",
        "standardised difference of means, corrected for small samples",
        "d · J(n₁ + n₂ - 2)",
        "Hedges, L. V. (1981), Distribution theory for Glass's estimator of effect size, J. Educ. Stat. 6(2)",
        (_Y, _GROUP),
        (FIRST, choice("correction", "J = 1 - 3/(4m - 1), or with gamma functions", "approximate", "exact")),
        needs="two groups of two rows that vary",
        unmoved_by=NOTHING_MOVES,
    ),
    Recipe(
        "glass-delta",
        "difference of means in the control group's standard deviations",
        "(x̄₁ - x̄_c) / s_c",
        "Glass, G. V. (1976), Primary, secondary, and meta-analysis of research, Educational Researcher 5(10)",
        (_Y, _GROUP),
        (Option("control", "text", "the control group's label"),),
        needs="two groups of two rows that vary",
        unmoved_by=NOTHING_MOVES,
    ),
    Recipe(
        "cohen-d-paired",
        "mean difference of pairs in their standard deviations",
        "d̄ / s_d",
        _COHEN,
        (_Y, numbers("y", "the other member of the pair")),
        needs="differences that vary",
    ),
    Recipe(
        "risk-difference", "difference of two groups' shares", "a/n₁ - c/n₂", _EPI, (_E, _GROUP), (FIRST,), needs=_TWO
    ),
    Recipe(
        "risk-ratio",
        "ratio of two groups' shares",
        "(a/n₁) / (c/n₂)",
        _EPI,
        (_E, _GROUP),
        (FIRST,),
        needs="an event in the second group",
    ),
    Recipe(
        "odds-ratio",
        "ratio of two groups' odds",
        "a d / (b c)",
        _EPI,
        (_E, _GROUP),
        (FIRST, choice("correction", "haldane adds 1/2 to every cell", "none", "haldane")),
        conventions=("the sample's ratio, not the conditional maximum likelihood of R's fisher.test",),
        needs="no empty cell in the denominator",
    ),
    Recipe(
        "number-needed-to-treat",
        "1 over the difference of shares",
        "1 / |a/n₁ - c/n₂|",
        _EPI,
        (_E, _GROUP),
        (FIRST,),
        conventions=("not rounded up",),
        needs="shares that differ",
    ),
    Recipe(
        "eta-squared",
        "share of variation between groups",
        "SS_between / SS_total",
        _COHEN,
        (_Y, _GROUP),
        needs="two groups or more",
        unmoved_by=NOTHING_MOVES,
    ),
    Recipe(
        "omega-squared",
        "share of variation between groups, less biased",
        "(SS_b - df_b MS_w) / (SS_t + MS_w)",
        "Hays, W. L. (1963), Statistics for psychologists, §12.18",
        (_Y, _GROUP),
        needs="two groups or more",
        unmoved_by=NOTHING_MOVES,
    ),
    Recipe(
        "cliff-delta",
        "how often one group's value is larger, less how often smaller",
        "P(x > y) - P(x < y)",
        "Cliff, N. (1993), Dominance statistics, Psychological Bulletin 114(3)",
        (_Y, _GROUP),
        (FIRST,),
        needs=_TWO,
        unmoved_by=NOTHING_MOVES,
    ),
    Recipe(
        "common-language-effect",
        "how often one group's value is larger; ties count half",
        "P(x > y) + P(x = y) / 2",
        "Vargha, A., Delaney, H. D. (2000), A critique and improvement of the CL, J. Educ. Behav. Stat. 25(2)",
        (_Y, _GROUP),
        (FIRST,),
        needs=_TWO,
        unmoved_by=NOTHING_MOVES,
    ),
    Recipe(
        "cramers-v",
        "association of two columns of labels",
        "√(χ² / (n (min(r, c) - 1)))",
        "Cramér, H. (1946), Mathematical methods of statistics, §21.9",
        (labels("of", "one column"), labels("y", "the other")),
        conventions=("without Yates's or bias correction",),
        needs="two labels in each column",
        unmoved_by=frozenset({"order", "relabel", "duplicate"}),
    ),
    Recipe(
        "phi-coefficient",
        "correlation of two conditions",
        "r of the indicators",
        "Yule, G. U. (1912), On the methods of measuring association, J. Royal Stat. Soc. 75(6)",
        (truths("of", "one condition"), truths("y", "the other")),
        needs="conditions that vary",
        unmoved_by=frozenset({"order", "duplicate"}),
    ),
)
