"""Agreement between raters, and reliability of scales."""

from __future__ import annotations

from gate.repro.methods.recipe import Recipe, Unmoved, choice, columns, labels, numbers, outputs, real

_A, _B = labels("of", "one rater's labels"), labels("y", "the other's")
_RATERS = columns("of", "a column of labels for each rater")
_NUMBERS = columns("of", "a column of numbers for each rater or item")
_SAME: frozenset[Unmoved] = frozenset({"order", "duplicate", "relabel"})

RECIPES = (
    Recipe(
        "percent-agreement",
        "share of rows in which two raters agree",
        "Σ [aᵢ = bᵢ] / n",
        "Gwet, K. L. (2014), Handbook of inter-rater reliability, 4th ed., §2.1",
        (_A, _B),
        conventions=("a share, not a percentage",),
    ),
    Recipe(
        "cohen-kappa",
        "agreement beyond chance of two raters",
        "1 - Σ w o / Σ w e",
        "Cohen, J. (1968), Weighted kappa, Psychological Bulletin 70(4)",
        (_A, _B),
        (
            choice(
                "weights",
                "of disagreements, by the distance of the labels in their order",
                "none",
                "linear",
                "quadratic",
            ),
        ),
        needs="two labels",
    ),
    Recipe(
        "scott-pi",
        "agreement beyond chance with common margins",
        "(p_o - p_e) / (1 - p_e)",
        "Scott, W. A. (1955), Reliability of content analysis, Public Opinion Quarterly 19(3)",
        (_A, _B),
        needs="two labels",
    ),
    Recipe(
        "fleiss-kappa",
        "agreement beyond chance of several raters",
        "(P̄ - P̄_e) / (1 - P̄_e)",
        "Fleiss, J. L. (1971), Measuring nominal scale agreement, Psychological Bulletin 76(5)",
        (_RATERS,),
        needs="two raters and two labels",
    ),
    Recipe(
        "krippendorff-alpha",
        "agreement beyond chance, with missing ratings",
        "1 - D_o / D_e",
        "Krippendorff, K. (2004), Content analysis, 2nd ed., chapter 11",
        (_RATERS,),
        (choice("level", "of measurement", "nominal", "interval"),),
        conventions=("units with a single rating are left out",),
        needs="two ratings that differ",
    ),
    Recipe(
        "intraclass-correlation",
        "intraclass correlation",
        "Shrout and Fleiss's forms",
        "Shrout, P. E., Fleiss, J. L. (1979), Intraclass correlations, Psychological Bulletin 86(2)",
        (_NUMBERS,),
        (choice("kind", "model and unit", "2-1", "1-1", "3-1", "1-k", "2-k", "3-k"),),
        needs="two raters, two units",
    ),
    Recipe(
        "cronbach-alpha",
        "internal consistency",
        "k/(k-1) (1 - Σ s²ⱼ / s²_total)",
        "Cronbach, L. J. (1951), Coefficient alpha, Psychometrika 16(3)",
        (_NUMBERS,),
        needs="two items and a total that varies",
    ),
    Recipe(
        "kendall-w",
        "concordance of rankings",
        "12 S / (m² (n³ - n) - m T)",
        "Kendall, M. G., Babington Smith, B. (1939), The problem of m rankings, Annals of Math. Statistics 10(3)",
        (_NUMBERS,),
        conventions=("corrected for ties",),
        needs="two raters, two rows",
    ),
    Recipe(
        "limits-of-agreement",
        "Bland and Altman's limits",
        "d̄ ± factor · s_d",
        "Bland, J. M., Altman, D. G. (1986), Statistical methods for assessing agreement, The Lancet 327",
        (numbers("of", "one method's values"), numbers("y", "the other's")),
        (real("factor", "standard deviations to either side", "1.96", low="0"),),
        outputs("bias", "low", "high"),
        needs="two rows",
    ),
)
