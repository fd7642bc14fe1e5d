"""The regression line and r squared of each of Anscombe's four data sets."""

import csv
import json
import statistics

with open("/in/data/data/anscombe.csv", newline="") as file:
    table = list(csv.DictReader(file))
intercepts, slopes, squares = [], [], []
for number in ("1", "2", "3", "4"):
    x = [float(row["x"]) for row in table if row["set"] == number]
    y = [float(row["y"]) for row in table if row["set"] == number]
    line = statistics.linear_regression(x, y)
    intercepts.append(line.intercept)
    slopes.append(line.slope)
    squares.append(statistics.correlation(x, y) ** 2)

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, "intercept": intercepts, "slope": slopes, "r_squared": squares}, file)
