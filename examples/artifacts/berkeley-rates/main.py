"""Admission rates over six departments, in percent."""

import csv
import json

with open("/in/data/data/berkeley.csv", newline="") as file:
    table = list(csv.DictReader(file))


def rate(sex):
    """Percentage admitted."""
    admitted = sum(float(row["admitted"]) for row in table if row["sex"] == sex)
    rejected = sum(float(row["rejected"]) for row in table if row["sex"] == sex)
    return 100 * admitted / (admitted + rejected)


with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, "men": rate("male"), "women": rate("female")}, file)
