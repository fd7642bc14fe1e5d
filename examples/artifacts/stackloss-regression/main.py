"""Least squares by NumPy."""

import csv
import json

import numpy as np

with open("/in/data/data/stackloss.csv", newline="") as file:
    table = list(csv.DictReader(file))
y = np.array([float(row["STACKLOSS"]) for row in table])
x = np.array([[1.0, *(float(row[name]) for name in ("AIRFLOW", "WATERTEMP", "ACIDCONC"))] for row in table])
beta, *_ = np.linalg.lstsq(x, y, rcond=None)
residual = y - x @ beta

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump(
        {
            "nonce": nonce,
            "coefficients": beta.tolist(),
            "residual_error": float(np.sqrt(residual @ residual / (len(y) - 4))),
        },
        file,
    )
