"""Learns the mean flower of each species from one half of the flowers, and names the species of the other half."""

import csv

MEASURES = ("sepal_length", "sepal_width", "petal_length", "petal_width")


def rows(path):
    with open(path, newline="") as file:
        return list(csv.DictReader(file))


def mean_flower(flowers):
    return [sum(float(flower[name]) for flower in flowers) / len(flowers) for name in MEASURES]


def distance(flower, centre):
    return sum((float(flower[name]) - value) ** 2 for name, value in zip(MEASURES, centre, strict=True))


train = rows("/in/data/data/iris-odd.csv")
species = sorted({flower["species"] for flower in train})
centres = {name: mean_flower([flower for flower in train if flower["species"] == name]) for name in species}

with open("/out/predictions.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["flower", "predicted"])
    for flower in rows("/in/data/data/iris-even.csv"):
        writer.writerow([flower["flower"], min(centres, key=lambda name: distance(flower, centres[name]))])
