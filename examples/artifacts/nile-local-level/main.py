"""Kalman filter with a diffuse start; the likelihood is maximised over the ratio of the two variances."""

import csv
import json
import math

from scipy.optimize import minimize_scalar

with open("/in/data/data/nile.csv", newline="") as file:
    flow = [float(row["volume"]) for row in csv.DictReader(file)]


def filtered(ratio):
    """Concentrated diffuse log-likelihood and observation variance, given the ratio of level to observation."""
    level, spread = flow[0], 1.0 + ratio
    squares = logs = 0.0
    for value in flow[1:]:
        total = spread + 1.0
        error = value - level
        squares += error * error / total
        logs += math.log(total)
        gain = spread / total
        level += gain * error
        spread = spread * (1.0 - gain) + ratio
    variance = squares / (len(flow) - 1)
    return -0.5 * ((len(flow) - 1) * math.log(variance) + logs), variance


best = minimize_scalar(
    lambda q: -filtered(math.exp(q))[0], bounds=(-12.0, 6.0), method="bounded", options={"xatol": 1e-10}
)
ratio = math.exp(best.x)
observation = filtered(ratio)[1]

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, "observation": observation, "level": ratio * observation}, file)
