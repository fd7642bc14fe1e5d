from decimal import Decimal
import csv
import json

with open("/in/data/data/michelson.csv", newline="") as file:
    rows = list(csv.DictReader(file))
values = [Decimal(row["speed"]) for row in rows]
mean = sum(values) / len(values)
off = [v - mean for v in values]
squares = sum(x * x for x in off)
sd = (squares / (len(values) - 1)).sqrt()
lag1 = sum(a * b for a, b in zip(off, off[1:])) / squares

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "mean": float(mean), "sd": float(sd), "lag1": float(lag1)}, file)
