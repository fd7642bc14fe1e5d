import csv
import json

with open("/in/data/data/rule.csv", newline="") as file:
    rows = list(csv.DictReader(file))
mistakes = sum(row["rule"] != row["species"] for row in rows)

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "error": mistakes / max(len(rows), 1), "mistakes": mistakes}, file)
