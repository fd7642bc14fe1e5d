import statistics
import csv
import json

with open("/in/data/data/faithful.csv", newline="") as file:
    rows = list(csv.DictReader(file))
duration = [float(row["duration"]) for row in rows]
waiting = [float(row["waiting"]) for row in rows]
low, _, high = statistics.quantiles(duration, n=4, method="inclusive")

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "r": statistics.correlation(duration, waiting), "median": statistics.median(waiting), "low": low, "high": high}, file)
