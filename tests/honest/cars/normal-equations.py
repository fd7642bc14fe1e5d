from collections import Counter
import csv
import json

with open("/in/data/data/cars.csv", newline="") as file:
    rows = list(csv.DictReader(file))
x = [float(row["wt"]) for row in rows]
y = [float(row["mpg"]) for row in rows]
x0, y0 = sum(x) / len(x), sum(y) / len(y)
sxy = sum((a - x0) * (b - y0) for a, b in zip(x, y))
sxx, syy = sum((a - x0) ** 2 for a in x), sum((b - y0) ** 2 for b in y)
counts = Counter(row["cyl"] for row in rows)
most = min(counts, key=lambda c: (-counts[c], int(c)))

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "slope": sxy / sxx, "intercept": y0 - sxy / sxx * x0, "r2": sxy**2 / (sxx * syy), "cylinders": most}, file)
