"""Fixed effects by demeaning within firms."""

import csv
import json

import numpy as np

with open("/in/data/data/grunfeld.csv", newline="") as file:
    table = list(csv.DictReader(file))
values = np.array([[float(row[name]) for name in ("invest", "value", "capital")] for row in table])
firms = np.array([row["firm"] for row in table])
for firm in sorted(set(firms)):
    values[firms == firm] -= values[firms == firm].mean(axis=0)
beta, *_ = np.linalg.lstsq(values[:, 1:], values[:, 0], rcond=None)

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, "value": float(beta[0]), "capital": float(beta[1])}, file)
