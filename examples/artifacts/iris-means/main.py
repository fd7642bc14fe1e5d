"""Fisher's table of means."""

import csv
import statistics

NAMES = ["sepal_length", "sepal_width", "petal_length", "petal_width"]

with open("/in/data/data/iris.csv", newline="") as file:
    table = list(csv.DictReader(file))
with open("/out/means.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["species", *NAMES])
    for species in sorted({row["species"] for row in table}):
        flowers = [row for row in table if row["species"] == species]
        writer.writerow([species, *(statistics.fmean(float(row[name]) for row in flowers) for name in NAMES)])
