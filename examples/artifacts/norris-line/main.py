"""Simple linear regression in exact rational arithmetic."""

import csv
import json
from fractions import Fraction

with open("/in/data/data/norris.csv", newline="") as file:
    points = [(Fraction(row["x"]), Fraction(row["y"])) for row in csv.DictReader(file)]
n = len(points)
mean_x = sum(x for x, _ in points) / n
mean_y = sum(y for _, y in points) / n
slope = sum((x - mean_x) * (y - mean_y) for x, y in points) / sum((x - mean_x) ** 2 for x, _ in points)

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, "slope": float(slope), "intercept": float(mean_y - slope * mean_x)}, file)
