"""3200 bootstrap replications of the correlation, seeded by the gate."""

import csv
import json
import random
import statistics

with open("/in/gate.json") as file:
    parameters = json.load(file)
rng = random.Random(parameters["seed"])
with open("/in/data/data/lawschool.csv", newline="") as file:
    schools = [(float(row["LSAT"]), float(row["GPA"])) for row in csv.DictReader(file)]
n = len(schools)


def correlation(sample):
    """Pearson's correlation of pairs, by sums."""
    x, y = zip(*sample, strict=True)
    mean_x, mean_y = sum(x) / n, sum(y) / n
    xy = sum((a - mean_x) * (b - mean_y) for a, b in sample)
    xx = sum((a - mean_x) ** 2 for a in x)
    yy = sum((b - mean_y) ** 2 for b in y)
    return xy / (xx * yy) ** 0.5


replications = [correlation(rng.choices(schools, k=n)) for _ in range(3200)]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": parameters["nonce"], "standard_error": statistics.stdev(replications)}, file)
