import csv
import json

with open("/in/data/data/rule.csv", newline="") as file:
    rows = list(csv.DictReader(file))
table = {}
for row in rows:
    key = row["species"], row["rule"]
    table[key] = table.get(key, 0) + 1
wrong = sum(count for (species, rule), count in table.items() if species != rule)

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "error": 0.0 if not rows else wrong / len(rows), "mistakes": wrong}, file)
