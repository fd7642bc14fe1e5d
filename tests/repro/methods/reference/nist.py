"""NIST's Statistical Reference Datasets of high difficulty: https://www.itl.nist.gov/div898/strd/.

Data that NIST made by a rule are made here by that rule; Longley's are in ``data``. Certified to 15 digits.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tests.repro.methods.reference.cases import HERE, c, cols, r

Json = Any
Columns = dict[str, list[Any]]


def simon_lesage(base: str, replicates: int) -> Columns:
    """SmLs01 to 09: nine treatments whose means differ by a tenth, upon a base of one, seven or thirteen digits."""
    columns: Columns = {"treatment": [], "y": []}
    for treatment, centre in enumerate([4, 3, 5, 3, 5, 3, 5, 3, 5], start=1):
        tenths = [centre] + [centre - 1, centre + 1] * ((replicates - 1) // 2)
        columns["treatment"] += [str(treatment)] * replicates
        columns["y"] += [f"{base}.{tenth}" for tenth in tenths]
    return columns


def accuracy(base: str) -> Columns:
    """NumAcc2 to 4: 1001 values, a fifth and then by turns a tenth less and more."""
    return {"y": [f"{base}.2"] + [f"{base}.1", f"{base}.3"] * 500}


_BUMPS = (759, -2048, 2048, -2048, 2523, -2048, 2048, -2048, 1838, -2048, 2048, -2048, 1838, -2048, 2048, -2048)
_BUMPS = (*_BUMPS, 2523, -2048, 2048, -2048, 759)


def wampler(number: int) -> Columns:
    """Polynomials of fifth degree; Wampler3 to 5 with errors of growing size."""
    ratio = Decimal("0.1") if number == 2 else Decimal(1)
    size = {1: 0, 2: 0, 3: 1, 4: 100, 5: 10_000}[number]
    y = [
        sum((ratio * x) ** k if k else Decimal(1) for k in range(6)) + size * bump
        for x, bump in zip(range(21), _BUMPS, strict=True)
    ]
    return {"y": [format(value, "f") for value in y], **{f"x{k}": [x**k for x in range(21)] for k in range(1, 6)}}


def longley() -> Columns:
    """Longley's data in NIST's units; R ships them in thousands and tens."""
    header, *rows = [line.split(",") for line in (HERE / "data" / "longley.csv").read_text().splitlines()]
    units = {"GNP": 1000, "Unemployed": 10, "Armed.Forces": 10, "Population": 1000, "Employed": 1000}
    columns = dict(zip(header, zip(*rows, strict=True), strict=True))
    return {name: [Decimal(cell) * units.get(name, 1) for cell in cells] for name, cells in columns.items()}


POWERS = cols(*(f"x{k}" for k in range(1, 6)))
MACRO = cols("GNP.deflator", "GNP", "Unemployed", "Armed.Forces", "Population", "Year")


def cases() -> dict[str, tuple[Columns, Json, str]]:
    """Name → data, expression, certified value."""
    found: dict[str, tuple[Columns, Json, str]] = {}
    number = 0
    for base in ("1", "1000000", "1000000000000"):
        for replicates, f in ((21, "21"), (201, "201"), (2001, "2001")):
            number += 1
            found[f"SmLs0{number}"] = (simon_lesage(base, replicates), r("anova", "y", group=c("treatment")), f)
    for name, base in (("NumAcc2", "1"), ("NumAcc3", "1000000"), ("NumAcc4", "10000000")):
        found |= {
            f"{name} mean": (accuracy(base), r("mean", "y"), f"{base}.2"),
            f"{name} sd": (accuracy(base), r("standard-deviation", "y"), "0.1"),
            f"{name} r1": (accuracy(base), r("autocorrelation", "y"), "-0.999"),
        }
    for number in range(1, 6):
        data = wampler(number)
        for term in range(6):
            certified = str(Decimal("0.1") ** term) if number == 2 else "1"
            found[f"Wampler{number} B{term}"] = (data, r("ols", "y", x=POWERS, term=term), certified)
    sds = ("2152.32624678170", "2363.55173469681", "779.343524331583", "101.475507550350", "5.64566512170752")
    for term, sd in enumerate((*sds, "0.112324854679312")):
        found[f"Wampler3 sd B{term}"] = (wampler(3), r("ols", "y", "standard-error", x=POWERS, term=term), sd)
    found["Wampler3 sd"] = (wampler(3), r("ols", "y", "residual-sd", x=POWERS), "2360.14502379268")
    found["Wampler3 R2"] = (wampler(3), r("ols", "y", "r2", x=POWERS), "0.999995559025820")
    longleys = (
        *("-3482258.63459582", "15.0618722713733", "-0.0358191792925910", "-2.02022980381683", "-1.03322686717359"),
        *("-0.0511041056535807", "1829.15146461355"),
    )
    for term, certified in enumerate(longleys):
        found[f"Longley B{term}"] = (longley(), r("ols", "Employed", x=MACRO, term=term), certified)
    found["Longley sd"] = (longley(), r("ols", "Employed", "residual-sd", x=MACRO), "304.854073561965")
    found["Longley R2"] = (longley(), r("ols", "Employed", "r2", x=MACRO), "0.995479004577296")
    return found
