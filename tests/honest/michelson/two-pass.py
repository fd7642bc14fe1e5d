import math
import csv
import json

with open("/in/data/data/michelson.csv", newline="") as file:
    rows = list(csv.DictReader(file))
values = [float(row["speed"]) for row in rows]
n = len(values)
mean = math.fsum(values) / n
squares = math.fsum((v - mean) ** 2 for v in values)
sd = math.sqrt(squares / (n - 1))
lag1 = math.fsum((a - mean) * (b - mean) for a, b in zip(values, values[1:])) / squares

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "mean": mean, "sd": sd, "lag1": lag1}, file)
