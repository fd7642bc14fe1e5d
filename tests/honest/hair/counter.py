from collections import Counter
import csv
import json

with open("/in/data/data/hair.csv", newline="") as file:
    rows = list(csv.DictReader(file))
cells = Counter((row["hair"], row["eye"]) for row in rows)
hair, eye = Counter(row["hair"] for row in rows), Counter(row["eye"] for row in rows)
n = len(rows)
chi2 = sum((cells[h, e] - hair[h] * eye[e] / n) ** 2 / (hair[h] * eye[e] / n) for h in hair for e in eye)
top = min(hair, key=lambda name: (-hair[name], name))

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "chi2": chi2, "df": (len(hair) - 1) * (len(eye) - 1), "commonest": top, "students": n}, file)
