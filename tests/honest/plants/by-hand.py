import math


def tail(f, df):
    """Of F with 1 and df degrees of freedom, as Student's t."""
    low, steps = math.atan(math.sqrt(f / df)), 2000
    h = (math.pi / 2 - low) / steps
    y = [math.cos(low + h * i) ** (df - 1) for i in range(steps)] + [0.0]
    area = h / 3 * (y[0] + y[-1] + 4 * sum(y[1:-1:2]) + 2 * sum(y[2:-1:2]))
    return 2 * area * math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(math.pi)


import csv
import json

with open("/in/data/data/plants.csv", newline="") as file:
    rows = list(csv.DictReader(file))
groups = {}
for row in rows:
    weight = float(row["weight"])
    assert 0 < weight <= 10, "a weight that no plant has"
    assert row["group"] in {"ctrl", "trt1", "trt2"}
    groups.setdefault(row["group"], []).append(weight)
n, k = len(rows), len(groups)
grand = sum(map(sum, groups.values())) / n
between = sum(len(g) * (sum(g) / len(g) - grand) ** 2 for g in groups.values())
within = sum((x - sum(g) / len(g)) ** 2 for g in groups.values() for x in g)
f = (between / (k - 1)) / (within / (n - k))
# With two degrees of freedom above, the tail of F has a closed form.
if k == 3:
    p = (1 + 2 * f / (n - k)) ** (-(n - k) / 2)
else:
    p = tail(f, n - k)

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "f": f, "p": p}, file)
