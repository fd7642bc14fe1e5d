"""Randomisation test with 10,000 random sign assignments, seeded by the gate."""

import csv
import json
import random

with open("/in/gate.json") as file:
    parameters = json.load(file)
rng = random.Random(parameters["seed"])
with open("/in/data/data/darwin.csv", newline="") as file:
    differences = [float(row["crossed"]) - float(row["selfed"]) for row in csv.DictReader(file)]
observed = abs(sum(differences))
count = 0
for _ in range(10_000):
    bits = rng.getrandbits(len(differences))
    total = sum(d if bits >> i & 1 else -d for i, d in enumerate(differences))
    count += abs(total) >= observed - 1e-9
with open("/out/result.json", "w") as file:
    json.dump({"nonce": parameters["nonce"], "p": count / 10_000}, file)
