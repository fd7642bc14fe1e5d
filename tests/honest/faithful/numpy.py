import json

import numpy as np

PATH = "/in/data/data/faithful.csv"
data = np.genfromtxt(PATH, delimiter=",", names=True)
low, high = np.percentile(data["duration"], [25, 75])

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "r": float(np.corrcoef(data["duration"], data["waiting"])[0, 1]), "median": float(np.median(data["waiting"])), "low": float(low), "high": float(high)}, file)
