from math import atan, cos, exp, lgamma, pi, sqrt
from statistics import mean, variance
import csv
import json

with open("/in/data/data/teeth.csv", newline="") as file:
    rows = list(csv.DictReader(file))
oj = [float(row["len"]) for row in rows if row["supp"] == "OJ"]
vc = [float(row["len"]) for row in rows if row["supp"] == "VC"]

a, b = variance(oj) / len(oj), variance(vc) / len(vc)
t = (mean(oj) - mean(vc)) / sqrt(a + b)
df = (a + b) ** 2 / (a**2 / (len(oj) - 1) + b**2 / (len(vc) - 1))
low, steps = atan(abs(t) / sqrt(df)), 4000
h = (pi / 2 - low) / steps
y = [cos(low + h * i) ** (df - 1) for i in range(steps)] + [0.0]
area = h / 3 * (y[0] + y[-1] + 4 * sum(y[1:-1:2]) + 2 * sum(y[2:-1:2]))
p = 2 * area * exp(lgamma((df + 1) / 2) - lgamma(df / 2)) / sqrt(pi)

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "t": t, "df": df, "significant": "yes" if p < 0.05 else "no"}, file)
