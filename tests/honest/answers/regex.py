import re
import csv
import json

with open("/in/data/data/answers.csv", newline="") as file:
    rows = list(csv.DictReader(file))
words = len(re.findall(r"\S+", "\n".join(row["answer"] for row in rows)))
right = [row for row in rows if row["answer"] == row["truth"]]

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "words": words, "exact": round(len(right) / len(rows), 6)}, file)
