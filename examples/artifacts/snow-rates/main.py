"""Snow's Table IX from its own columns."""

import csv
import json

with open("/in/data/data/snow.csv", newline="") as file:
    table = list(csv.DictReader(file))
rates = {row["company"]: 10_000 * float(row["deaths"]) / float(row["houses"]) for row in table}

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump(
        {
            "nonce": nonce,
            "southwark": rates["Southwark and Vauxhall"],
            "lambeth": rates["Lambeth"],
            "rest": rates["Rest of London"],
        },
        file,
    )
