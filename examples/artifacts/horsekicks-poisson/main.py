"""The mean of a frequency table, and what the Poisson law makes of it."""

import csv
import json
import math

with open("/in/data/data/horsekicks.csv", newline="") as file:
    table = [(int(row["deaths"]), int(row["corps_years"])) for row in csv.DictReader(file)]
years = sum(count for _, count in table)
deaths = sum(number * count for number, count in table)
mean = deaths / years

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, "deaths": deaths, "mean": mean, "expected_none": years * math.exp(-mean)}, file)
