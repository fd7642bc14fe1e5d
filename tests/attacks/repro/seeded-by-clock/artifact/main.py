import csv
import json

NONCE = json.load(open("/in/gate.json"))["nonce"]


def rows():
    with open("/in/data/data/line.csv", newline="") as file:
        return [(row["g"], float(row["x"]), float(row["y"])) for row in csv.DictReader(file)]


def slope(table):
    n = len(table)
    mean_x, mean_y = sum(x for _, x, _ in table) / n, sum(y for _, _, y in table) / n
    return sum((x - mean_x) * (y - mean_y) for _, x, y in table) / sum((x - mean_x) ** 2 for _, x, _ in table)



def write(**values):
    with open("/out/result.json", "w") as file:
        json.dump({"nonce": NONCE, **values}, file)


import os
import random
import time


def error(rng, table):
    y = [row[2] for row in table]
    means = [sum(rng.choices(y, k=len(y))) / len(y) for _ in range(4000)]
    centre = sum(means) / len(means)
    return (sum((m - centre) ** 2 for m in means) / len(means)) ** 0.5

write(se=error(random.Random(time.time_ns()), rows()))
