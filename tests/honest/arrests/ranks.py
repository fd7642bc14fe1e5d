from bisect import bisect_left, bisect_right
from statistics import correlation
import csv
import json

with open("/in/data/data/arrests.csv", newline="") as file:
    rows = list(csv.DictReader(file))
murder = [float(row["murder"]) for row in rows]
assault = [int(row["assault"]) for row in rows]
assert all(0 <= m <= 20 for m in murder) and all(0 <= a <= 500 for a in assault)


def ranks(values):
    order = sorted(values)
    return [bisect_left(order, v) + (bisect_right(order, v) - bisect_left(order, v) + 1) / 2 for v in values]


rho = correlation(ranks(murder), ranks(assault))

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "rho": rho, "highest": max(murder), "range": round(max(murder) - min(murder), 1)}, file)
