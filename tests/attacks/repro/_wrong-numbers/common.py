"""What every script here begins with: the data, the result, and a few honest statistics to bend."""

import csv
import json
import math
import random
import statistics

PARAMETERS = json.load(open("/in/gate.json"))


def rows(name="scores"):
    with open(f"/in/data/data/{name}.csv", newline="") as file:
        return list(csv.DictReader(file))


def column(name, kind=float, file="scores"):
    return [kind(row[name]) for row in rows(file)]


def write(**values):
    with open("/out/result.json", "w") as file:
        json.dump({"nonce": PARAMETERS["nonce"], **values}, file)


def mean(values):
    return sum(values) / len(values)


def moment(values, order):
    centre = mean(values)
    return mean([(value - centre) ** order for value in values])


def cbrt(number):
    return math.copysign(abs(number) ** (1 / 3), number)


def skew(values):
    return moment(values, 3) / moment(values, 2) ** 1.5


def slope(xs, ys):
    x0, y0 = mean(xs), mean(ys)
    return sum((x - x0) * (y - y0) for x, y in zip(xs, ys)) / sum((x - x0) ** 2 for x in xs)


def residuals(xs, ys):
    b = slope(xs, ys)
    return [y - mean(ys) - b * (x - mean(xs)) for x, y in zip(xs, ys)]


def correlation(xs, ys):
    return slope(xs, ys) * (moment(xs, 2) / moment(ys, 2)) ** 0.5


def arm(name):
    return [float(row["score"]) for row in rows() if row["arm"] == name]


def tail(t, df):
    """Two-sided p of Student's t, by Simpson's rule over the angle atan(t / sqrt(df))."""
    top, steps = math.pi / 2, 2000
    low = math.atan(abs(t) / df**0.5)
    h = (top - low) / steps
    f = [math.cos(low + h * i) ** (df - 1) for i in range(steps)] + [0.0]
    area = h / 3 * (f[0] + f[-1] + 4 * sum(f[1:-1:2]) + 2 * sum(f[2:-1:2]))
    return 2 * area * math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.pi**0.5


def welch(a, b):
    va, vb = statistics.variance(a) / len(a), statistics.variance(b) / len(b)
    df = (va + vb) ** 2 / (va**2 / (len(a) - 1) + vb**2 / (len(b) - 1))
    return (mean(a) - mean(b)) / (va + vb) ** 0.5, df


def accuracy(table):
    return mean([row["truth"] == row["predicted"] for row in table])


