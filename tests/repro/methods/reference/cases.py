"""What R computed (`reference.R`, values.tsv), and the method that says the same: name → file, expression, source."""

from __future__ import annotations

from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
Json = Any


def values() -> dict[str, float]:
    """R's values by name."""
    rows = (line.split("\t") for line in (HERE / "values.tsv").read_text().splitlines())
    return {name: float(value) for name, value in rows}


def c(name: str) -> Json:
    return {"column": name}


def eq(name: str, value: str) -> Json:
    constant = {"number": value} if value.lstrip("-").replace(".", "").isdigit() else {"text": value}
    return {"op": "=", "of": [c(name), constant]}


def over(name: str, value: str) -> Json:
    return {"op": ">", "of": [c(name), {"number": value}]}


def cols(*names: str) -> Json:
    return {"list": [c(name) for name in names]}


def r(recipe: str, of: Json = None, output: str | None = None, where: Json = None, **rest: Json) -> Json:
    """A recipe; keyword arguments that are expressions are inputs, the others options."""
    node: Json = {"recipe": recipe}
    if of is not None:
        node["of"] = c(of) if isinstance(of, str) else of
    inputs = {k.replace("_", "-"): v for k, v in rest.items() if isinstance(v, dict)}
    options = {k.replace("_", "-"): v for k, v in rest.items() if not isinstance(v, dict)}
    node |= {"with": inputs} if inputs else {}
    node |= {"options": options} if options else {}
    node |= {"output": output} if output else {}
    node |= {"where": where} if where is not None else {}
    return node


def log(name: str) -> Json:
    return {"op": "log", "of": [c(name)]}


_AM = c("am")
_OLS = {"x": cols("wt", "hp")}
_EVENT = {"event": eq("status", "2")}
_PANEL = {"x": cols("x", "z"), "unit": c("firm")}
_ORTHO = {"x": cols("age"), "unit": c("Subject")}
_COX = {**_EVENT, "x": cols("age", "sex")}

MTCARS: dict[str, Json] = {
    "mean": r("mean", "mpg"),
    "mean-weighted": r("mean-weighted", "mpg", weight=c("wt")),
    "mean-trimmed": r("mean-trimmed", "mpg", share="0.1"),
    "mean-geometric": r("mean-geometric", "mpg"),
    "mean-harmonic": r("mean-harmonic", "mpg"),
    "median": r("median", "hp"),
    "variance": r("variance", "mpg"),
    "se": r("standard-error", "mpg"),
    "iqr": r("interquartile-range", "hp"),
    "mad": r("median-absolute-deviation", "hp", constant="1.4826"),
    **{f"skewness-{k}": r("skewness", "mpg", type=k) for k in (1, 2, 3)},
    **{f"kurtosis-{k}": r("kurtosis", "mpg", type=k) for k in (1, 2, 3)},
    "t1": r("t-test-one-sample", "mpg", mu="20"),
    "t1-p": r("t-test-one-sample", "mpg", "p", mu="20"),
    "ci-low": r("mean-interval", "mpg", "low"),
    "ci-high": r("mean-interval", "mpg", "high"),
    "ts": r("t-test-student", "mpg", group=_AM),
    "ts-p": r("t-test-student", "mpg", "p", group=_AM),
    "ts-low": r("mean-difference-interval", "mpg", "low", group=_AM, variances="equal"),
    "tw": r("t-test-welch", "mpg", group=_AM),
    "tw-df": r("t-test-welch", "mpg", "df", group=_AM),
    "tw-p": r("t-test-welch", "mpg", "p", group=_AM),
    "tw-high": r("mean-difference-interval", "mpg", "high", group=_AM),
    "tw-less": r("t-test-welch", "mpg", "p", group=_AM, alternative="less"),
    "tw-greater": r("t-test-welch", "mpg", "p", group=_AM, alternative="greater"),
    "var-ratio": r("variance-ratio-test", "mpg", group=_AM),
    "var-ratio-p": r("variance-ratio-test", "mpg", "p", group=_AM),
    "shapiro": r("shapiro-wilk-test", "mpg"),
    "shapiro-p": r("shapiro-wilk-test", "mpg", "p"),
    "z2": {"op": "power", "of": [r("proportions-z-test", over("mpg", "20"), group=_AM), {"number": "2"}]},
    "z2-p": r("proportions-z-test", over("mpg", "20"), "p", group=_AM),
    "binom-p": r("binomial-test", over("mpg", "18"), probability="0.4"),
    "cp-low": r("proportion-interval", over("mpg", "18"), "low", kind="exact"),
    "cp-high": r("proportion-interval", over("mpg", "18"), "high", kind="exact"),
    "wilson-low": r("proportion-interval", over("mpg", "18"), "low"),
    "wilson-high": r("proportion-interval", over("mpg", "18"), "high"),
    "yates": r("chi-squared-test", "am", y=c("vs"), correction=True),
    "yates-p": r("chi-squared-test", "am", "p", y=c("vs"), correction=True),
    "goodness": r("chi-squared-goodness", "cyl"),
    "goodness-p": r("chi-squared-goodness", "cyl", "p"),
    "fisher-p": r("fisher-exact-test", "am", y=c("vs")),
    "fisher-less": r("fisher-exact-test", "am", y=c("vs"), alternative="less"),
    "mw": r("mann-whitney-test", "mpg", group=_AM),
    "mw-p": r("mann-whitney-test", "mpg", "p", group=_AM),
    "mw-nc": r("mann-whitney-test", "mpg", "p", group=_AM, correction=False),
    "mw-greater": r("mann-whitney-test", "mpg", "p", group=_AM, alternative="greater"),
    "pearson": r("correlation-pearson", "mpg", y=c("wt")),
    "pearson-p": r("correlation-pearson", "mpg", "p", y=c("wt")),
    "pearson-low": r("correlation-pearson", "mpg", "low", y=c("wt")),
    "spearman": r("correlation-spearman", "mpg", y=c("wt")),
    "kendall": r("correlation-kendall", "mpg", y=c("wt")),
    "kendall-p": r("correlation-kendall", "mpg", "p", y=c("wt")),
    "cov": r("covariance", "mpg", y=c("wt")),
    "partial": r("correlation-partial", "mpg", y=c("wt"), given=cols("hp")),
    "ols": r("ols", "mpg", **_OLS),
    "ols-0": r("ols", "mpg", **_OLS, term=0),
    "ols-se": r("ols", "mpg", "standard-error", **_OLS),
    "ols-t": r("ols", "mpg", "statistic", **_OLS, term=2),
    "ols-p": r("ols", "mpg", "p", **_OLS, term=2),
    "ols-r2": r("ols", "mpg", "r2", **_OLS),
    "ols-ar2": r("ols", "mpg", "r2-adjusted", **_OLS),
    "ols-sigma": r("ols", "mpg", "residual-sd", **_OLS),
    "ols-f": r("ols", "mpg", "f", **_OLS),
    "ols-aic": r("ols", "mpg", "aic", **_OLS),
    "ols-bic": r("ols", "mpg", "bic", **_OLS),
    "ols-ll": r("ols", "mpg", "log-likelihood", **_OLS),
    "ols-high": r("ols", "mpg", "high", **_OLS),
    "wls": r("ols", "mpg", x=cols("wt"), weight=c("hp")),
    "wls-se": r("ols", "mpg", "standard-error", x=cols("wt"), weight=c("hp")),
    "wls-r2": r("ols", "mpg", "r2", x=cols("wt"), weight=c("hp")),
    "ols-origin": r("ols", "mpg", x=cols("wt"), intercept=False),
    "ols-origin-r2": r("ols", "mpg", "r2", x=cols("wt"), intercept=False),
    **{kind: r("ols-robust", "mpg", "standard-error", **_OLS, kind=kind) for kind in ("hc0", "hc1", "hc2", "hc3")},
    "cluster": r("ols-robust", "mpg", "standard-error", **_OLS, cluster=c("cyl")),
    "dw": r("durbin-watson", "mpg", **_OLS),
    "bp": r("breusch-pagan-test", "mpg", **_OLS),
    "bp-p": r("breusch-pagan-test", "mpg", "p", **_OLS),
    "logit": r("glm", "am", x=cols("wt")),
    "logit-se": r("glm", "am", "standard-error", x=cols("wt")),
    "logit-p": r("glm", "am", "p", x=cols("wt")),
    "logit-dev": r("glm", "am", "deviance", x=cols("wt")),
    "logit-aic": r("glm", "am", "aic", x=cols("wt")),
    "gamma": r("glm", "mpg", x=cols("wt"), family="gamma"),
    "gamma-se": r("glm", "mpg", "standard-error", x=cols("wt"), family="gamma"),
    "gamma-p": r("glm", "mpg", "p", x=cols("wt"), family="gamma"),
    "probit": r("glm", "am", x=cols("wt"), link="probit"),
    "jarque-bera": r("jarque-bera-test", "mpg"),
    "jarque-bera-p": r("jarque-bera-test", "mpg", "p"),
    "vif": r("variance-inflation", "wt", x=cols("hp", "qsec")),
    "hedges": r("hedges-g", "mpg", group=_AM),
    "eta2": r("eta-squared", "mpg", group=c("cyl")),
    "omega2": r("omega-squared", "mpg", group=c("cyl")),
    "rq": r("quantile-regression", "mpg", x=cols("wt"), p="0.25"),
}
AIRQUALITY: dict[str, Json] = {
    "mean-missing": r("mean", "Ozone"),
    "sd": r("standard-deviation", "Ozone"),
    **{
        f"quantile-{kind}-{p}": r("quantile", "Ozone", p=p, type=kind)
        for kind in range(1, 10)
        for p in ("0.1", "0.25", "0.5", "0.9")
    },
}
SPRAYS: dict[str, Json] = {
    "anova": r("anova", "count", group=c("spray")),
    "anova-p": r("anova", "count", "p", group=c("spray")),
    "anova-welch": r("anova-welch", "count", group=c("spray")),
    "anova-welch-p": r("anova-welch", "count", "p", group=c("spray")),
    "bartlett": r("bartlett-test", "count", group=c("spray")),
    "bartlett-p": r("bartlett-test", "count", "p", group=c("spray")),
    "levene": r("levene-test", "count", group=c("spray")),
    "levene-p": r("levene-test", "count", "p", group=c("spray")),
    "kruskal": r("kruskal-test", "count", group=c("spray")),
    "kruskal-p": r("kruskal-test", "count", "p", group=c("spray")),
    "poisson": r("glm", "count", x=cols("spray"), family="poisson", term=2),
    "poisson-se": r("glm", "count", "standard-error", x=cols("spray"), family="poisson", term=2),
    "poisson-dev": r("glm", "count", "deviance", x=cols("spray"), family="poisson"),
}
LUNG: dict[str, Json] = {
    "km": r("kaplan-meier", "time", **_EVENT, time="365"),
    "km-se": r("kaplan-meier", "time", "standard-error", **_EVENT, time="365"),
    "km-median": r("survival-quantile", "time", **_EVENT),
    "rmst": r("restricted-mean-survival", "time", **_EVENT, time="365"),
    "na": r("nelson-aalen", "time", **_EVENT, time="365"),
    "logrank": r("log-rank-test", "time", **_EVENT, group=c("sex")),
    "logrank-3": r(
        "log-rank-test",
        "time",
        **_EVENT,
        group=c("ecog"),
        where={"op": "<", "of": [c("ecog"), {"number": "3"}]},
    ),
    "cox": r("cox", "time", **_COX, term=2),
    "cox-se": r("cox", "time", "standard-error", **_COX, term=2),
    "cox-ll": r("cox", "time", "log-likelihood", **_COX),
    "cox-breslow": r("cox", "time", **_COX, term=2, ties="breslow"),
    "c-index-age": r("concordance-index", "time", **_EVENT, score=c("age")),
}
NILE: dict[str, Json] = {
    "acf-1": r("autocorrelation", "flow"),
    "acf-5": r("autocorrelation", "flow", lag=5),
    "ljung": r("ljung-box-test", "flow", lags=4),
    "ljung-p": r("ljung-box-test", "flow", "p", lags=4),
    "yw": r("ar-yule-walker", "flow", order=2, term=2),
    "ar": r("ar-least-squares", "flow", order=2, term=2),
    "mann-kendall": r("mann-kendall-test", "flow"),
    "mann-kendall-p": r("mann-kendall-test", "flow", "p"),
    "mann-kendall-z": r("mann-kendall-test", "flow", "z"),
    "adf": r("dickey-fuller-statistic", "flow", lags=1),
}
OTHERS: dict[str, tuple[str, Json]] = {
    "tp": ("sleep", r("t-test-paired", "before", y=c("after"))),
    "tp-p": ("sleep", r("t-test-paired", "before", "p", y=c("after"))),
    "wilcoxon": ("sleep", r("wilcoxon-test", "before", y=c("after"))),
    "wilcoxon-p": ("sleep", r("wilcoxon-test", "before", "p", y=c("after"))),
    "wilcoxon-exact": ("depression", r("wilcoxon-test", "first", "p", y=c("second"), p_value="exact")),
    "chi2": ("titanic", r("chi-squared-test", "Class", y=c("Survived"))),
    "chi2-p": ("titanic", r("chi-squared-test", "Class", "p", y=c("Survived"))),
    "cramer": ("titanic", r("cramers-v", "Class", y=c("Survived"))),
    "g-test": ("titanic", r("g-test", "Class", y=c("Survived"))),
    "g-test-p": ("titanic", r("g-test", "Class", "p", y=c("Survived"))),
    "sign-p": ("sleep", r("sign-test", "before", "p", y=c("after"))),
    "mcnemar": ("paired", r("mcnemar-test", eq("old", "1"), "statistic", y=eq("new", "1"), kind="corrected")),
    "mcnemar-p": ("paired", r("mcnemar-test", eq("old", "1"), y=eq("new", "1"), kind="corrected")),
    "mcnemar-plain": ("paired", r("mcnemar-test", eq("old", "1"), y=eq("new", "1"), kind="plain")),
    "mcnemar-exact": ("paired", r("mcnemar-test", eq("old", "1"), y=eq("new", "1"))),
    "friedman": ("raters", r("friedman-test", cols("a", "b", "c", "d"))),
    "friedman-p": ("raters", r("friedman-test", cols("a", "b", "c", "d"), "p")),
    "ks": (
        "iris",
        r(
            "ks-two-sample-test",
            "Sepal.Length",
            group=c("Species"),
            where={"op": "!=", "of": [c("Species"), {"text": "versicolor"}]},
        ),
    ),
    "ols-factor": ("iris", r("ols", "Sepal.Length", x=cols("Petal.Length", "Species"), term=3)),
    "ols-factor-se": ("iris", r("ols", "Sepal.Length", "standard-error", x=cols("Petal.Length", "Species"), term=3)),
    "fe": ("panel", r("fixed-effects", "y", **_PANEL)),
    "fe-se": ("panel", r("fixed-effects", "y", "standard-error", **_PANEL)),
    "fe2": ("panel", r("fixed-effects", "y", **_PANEL, time=c("year"))),
    "fe2-se": ("panel", r("fixed-effects", "y", "standard-error", **_PANEL, time=c("year"))),
    "lme": ("orthodont", r("mixed-model", "distance", **_ORTHO)),
    "lme-se": ("orthodont", r("mixed-model", "distance", "standard-error", **_ORTHO)),
    "lme-unit": ("orthodont", r("mixed-model", "distance", "sd-unit", **_ORTHO)),
    "lme-residual": ("orthodont", r("mixed-model", "distance", "sd-residual", **_ORTHO)),
    "lme-ll": ("orthodont", r("mixed-model", "distance", "log-likelihood", **_ORTHO)),
    "lme-ml-unit": ("orthodont", r("mixed-model", "distance", "sd-unit", **_ORTHO, criterion="ml")),
    "lme-ml-ll": ("orthodont", r("mixed-model", "distance", "log-likelihood", **_ORTHO, criterion="ml")),
}
_IV = {"x": {"list": [c("lincome")]}, "endogenous": {"list": [c("lprice")]}, "instruments": cols("tdiff")}
IV: dict[str, Json] = {
    "iv": r("iv", "lpacks", **_IV, term=2),
    "iv-se": r("iv", "lpacks", "standard-error", **_IV, term=2),
}
_DERIVE = {"lpacks": log("packs"), "lincome": log("rincome"), "lprice": log("rprice")}


def cases() -> dict[str, tuple[str, Json]]:
    """Name → file and method."""
    found: dict[str, tuple[str, Json]] = {}
    tables = {"mtcars": MTCARS, "airquality": AIRQUALITY, "sprays": SPRAYS, "lung": LUNG, "nile": NILE}
    for file, methods in tables.items():
        found |= {name: (file, {"value": value}) for name, value in methods.items()}
    found |= {name: (file, {"value": value}) for name, (file, value) in OTHERS.items()}
    found |= {name: ("cigarettes", {"from": {"derive": _DERIVE}, "value": value}) for name, value in IV.items()}
    return found


NOT_HERE = {"holm", "bh", "c-index"}
"""Values of R that a test of their own compares."""

LOOSE = {
    # Optimisers stop a little beside each other.
    "rq": 1e-9,
    "lme": 1e-9,
    "lme-se": 1e-6,
    "lme-unit": 1e-5,
    "lme-residual": 1e-5,
    "lme-ml-unit": 1e-5,
    "logit-se": 1e-8,
    "logit-p": 1e-7,
    # The same algorithm with constants of seven digits.
    "shapiro-p": 1e-8,
    # R subtracts a probability from 1, which leaves six digits.
    "ljung-p": 1e-5,
}
"""Relative differences above 1e-9, and why."""
