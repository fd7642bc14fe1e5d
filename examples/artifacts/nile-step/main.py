"""Two means."""

import csv
import json
import statistics

with open("/in/data/data/nile.csv", newline="") as file:
    table = [(int(row["year"]), float(row["volume"])) for row in csv.DictReader(file)]
before = statistics.fmean(volume for year, volume in table if year < 1899)
after = statistics.fmean(volume for year, volume in table if year >= 1899)

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, "before": before, "after": after}, file)
