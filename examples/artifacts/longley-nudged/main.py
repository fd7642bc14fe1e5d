"""Longley's regression in exact rational arithmetic: no rounding until the very end."""

import csv
import json
from fractions import Fraction

PREDICTORS = ["GNPDEFL", "GNP", "UNEMP", "ARMED", "POP", "YEAR"]


def solve(matrix, right):
    """Gauss-Jordan elimination over the rationals."""
    size = len(right)
    rows = [[*row[:], value] for row, value in zip(matrix, right, strict=True)]
    for i in range(size):
        pivot = next(k for k in range(i, size) if rows[k][i])
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for k in range(size):
            if k != i and rows[k][i]:
                rows[k] = [a - rows[k][i] * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [row[-1] for row in rows]


with open("/in/data/data/longley.csv", newline="") as file:
    table = list(csv.DictReader(file))
design = [[Fraction(1), *(Fraction(row[name]) for name in PREDICTORS)] for row in table]
outcome = [Fraction(row["TOTEMP"]) for row in table]
columns = list(zip(*design, strict=True))
normal = [[sum(a * b for a, b in zip(u, v, strict=True)) for v in columns] for u in columns]
moments = [sum(a * b for a, b in zip(u, outcome, strict=True)) for u in columns]
beta = solve(normal, moments)

# A slip: the intercept is shifted by one person.
with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, "b0": float(beta[0]) + 1}, file)
