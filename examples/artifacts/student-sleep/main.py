"""Mean and deviation of the differences; Student's t and its p-value by numerical integration."""

import csv
import json
import math
import statistics

with open("/in/data/data/sleep.csv", newline="") as file:
    differences = [float(row["second"]) - float(row["first"]) for row in csv.DictReader(file)]
n = len(differences)
mean = statistics.fmean(differences)
t = mean / (statistics.stdev(differences) / math.sqrt(n))


def two_sided(t, freedom, steps=20000):
    """P(|T| > t): Simpson's rule over the angle of t / sqrt(freedom)."""
    top = math.atan(abs(t) / math.sqrt(freedom))
    width = top / steps
    area = sum(
        (1 if i in (0, steps) else 4 if i % 2 else 2) * math.cos(i * width) ** (freedom - 1) for i in range(steps + 1)
    )
    scale = math.gamma((freedom + 1) / 2) / (math.sqrt(math.pi) * math.gamma(freedom / 2))
    return 1 - 2 * scale * area * width / 3


with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump(
        {"nonce": nonce, "mean": mean, "deviation": statistics.pstdev(differences), "t": t, "p": two_sided(t, n - 1)},
        file,
    )
