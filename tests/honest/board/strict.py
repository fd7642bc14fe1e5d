import csv
import json

with open("/in/data/data/board.csv", newline="") as file:
    rows = list(csv.DictReader(file))
systems = [name for name in rows[0] if name != "item"]
for name in systems:
    assert {row[name] for row in rows} <= {"0", "1"}, name
scores = {name: sum(int(row[name]) for row in rows) / len(rows) for name in systems}

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "score": max(scores.values()), "alder": scores["alder"]}, file)
