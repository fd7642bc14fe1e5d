"""Pearson's correlation."""

import csv
import json
import statistics

with open("/in/data/data/lawschool.csv", newline="") as file:
    table = list(csv.DictReader(file))
r = statistics.correlation([float(row["LSAT"]) for row in table], [float(row["GPA"]) for row in table])

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, "correlation": r}, file)
