"""Survival: a time, and whether the event happened then (otherwise the row was censored)."""

from __future__ import annotations

from gate.repro.methods.recipe import Recipe, Unmoved, choice, columns, labels, numbers, outputs, real, truths, whole

_T, _E = numbers("of", "the times"), truths("event", "whether the event happened")
_TIME = real("time", "the time that is asked about", low="0")
_KM = (
    "Kaplan, E. L., Meier, P. (1958), Nonparametric estimation from incomplete observations, J. American Stat. Ass. 53"
)
_NEEDS = "times of which none is negative"
_BOTH: frozenset[Unmoved] = frozenset({"order"})

RECIPES = (
    Recipe(
        "kaplan-meier",
        "survival at a time",
        "Π_{tᵢ ≤ t} (1 - dᵢ / nᵢ)",
        _KM,
        (_T, _E),
        (_TIME,),
        outputs("value", "standard-error"),
        conventions=("censored rows count as at risk at their own time", "Greenwood's standard error"),
        needs=_NEEDS,
    ),
    Recipe(
        "survival-quantile",
        "time at which a share has had the event",
        "inf {t : S(t) < 1 - p}",
        _KM,
        (_T, _E),
        (real("p", "the share", "0.5", low="0", high="1"),),
        conventions=("the middle of a step at exactly 1 - p, as R's survfit",),
        needs="a curve that comes down so far",
    ),
    Recipe(
        "restricted-mean-survival",
        "mean survival up to a time",
        "∫₀^τ S(t) dt",
        "Royston, P., Parmar, M. K. B. (2013), Restricted mean survival time, BMC Med. Res. Methodology 13",
        (_T, _E),
        (_TIME,),
        needs=_NEEDS,
    ),
    Recipe(
        "nelson-aalen",
        "cumulative hazard at a time",
        "Σ_{tᵢ ≤ t} dᵢ / nᵢ",
        "Aalen, O. (1978), Nonparametric inference for a family of counting processes, Annals of Statistics 6(4)",
        (_T, _E),
        (_TIME,),
        needs=_NEEDS,
    ),
    Recipe(
        "incidence-rate",
        "events for each unit of time observed",
        "Σ d / Σ t",
        "Rothman, K. J., Greenland, S., Lash, T. L. (2008), Modern epidemiology, 3rd ed., chapter 3",
        (_T, _E),
        needs=_NEEDS,
    ),
    Recipe(
        "log-rank-test",
        "test of equal survival in groups",
        "(O - E)ᵀ V⁻¹ (O - E)",
        "Mantel, N. (1966), Evaluation of survival data, Cancer Chemotherapy Reports 50(3)",
        (_T, _E, labels("group", "the groups")),
        (),
        outputs("statistic", "p", "df"),
        conventions=("hypergeometric variance, as R's survdiff",),
        call="rational arithmetic; p of scipy.stats",
        needs="two groups with events",
    ),
    Recipe(
        "cox",
        "proportional hazards",
        "partial likelihood",
        "Cox, D. R. (1972), Regression models and life-tables, J. Royal Stat. Soc. B 34(2); Efron, B. (1977), The "
        "efficiency of Cox's likelihood function, J. American Stat. Ass. 72(359)",
        (_T, _E, columns("x", "the predictors")),
        (
            whole("term", "which coefficient, from 1", 1, low=1),
            choice("ties", "of event times", "efron", "breslow"),
            real("confidence", "of the interval", "0.95", low="0.5", high="0.9999"),
        ),
        outputs(
            "coefficient",
            "hazard-ratio",
            "standard-error",
            "statistic",
            "p",
            "low",
            "high",
            "log-likelihood",
            "likelihood-ratio",
        ),
        conventions=("R takes Efron's ties, statsmodels and SAS Breslow's", "low and high are of the hazard ratio"),
        call="Newton's method to a change of 1e-12",
        needs="events that are not separated",
        tolerance="optimised",
    ),
    Recipe(
        "concordance-index",
        "Harrell's c",
        "share of comparable pairs that the score orders rightly",
        "Harrell, F. E. et al. (1982), Evaluating the yield of medical tests, JAMA 247(18)",
        (_T, _E, numbers("score", "the risk: higher means earlier")),
        (),
        conventions=("ties in the score count half",),
        needs="two rows that can be compared, at most 5000",
    ),
)
