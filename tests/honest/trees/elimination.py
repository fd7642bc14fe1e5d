from math import log
import csv
import json

with open("/in/data/data/trees.csv", newline="") as file:
    rows = list(csv.DictReader(file))
y = [log(float(row["volume"])) for row in rows]
x = [[1.0, log(float(row["girth"])), log(float(row["height"]))] for row in rows]
means = [sum(column) / len(x) for column in zip(*x)]
x = [[v - m for v, m in zip(row[1:], means[1:])] for row in x]
y0 = sum(y) / len(y)
a, b, d = (sum(row[i] * row[j] for row in x) for i, j in ((0, 0), (0, 1), (1, 1)))
p, q = (sum(row[i] * (v - y0) for row, v in zip(x, y)) for i in (0, 1))
det = a * d - b * b

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "girth": (d * p - b * q) / det, "height": (a * q - b * p) / det}, file)
