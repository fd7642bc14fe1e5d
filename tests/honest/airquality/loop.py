import csv
import json

with open("/in/data/data/airquality.csv", newline="") as file:
    rows = list(csv.DictReader(file))
total = count = 0
temps = {}
hottest = -999
for row in rows:
    if row["ozone"] not in ("NA", ""):
        total += float(row["ozone"])
        count += 1
    temp, month = int(row["temp"]), int(row["month"])
    if not 32 <= temp <= 120 or not 5 <= month <= 9:
        raise ValueError(f"no weather of a New York summer: {row}")
    hottest = max(hottest, temp)
    temps.setdefault(month, []).append(temp)
best = max(sorted(temps), key=lambda m: sum(temps[m]) / len(temps[m]))

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "ozone": total / count, "measured": count, "hottest": hottest, "month": str(best)}, file)
