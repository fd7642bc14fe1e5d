import json

import numpy as np

PATH = "/in/data/data/michelson.csv"
speed = np.loadtxt(PATH, delimiter=",", skiprows=1, usecols=1)
off = speed - speed.mean()
lag1 = (off[:-1] @ off[1:]) / (off @ off)

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "mean": float(speed.mean()), "sd": float(speed.std(ddof=1)), "lag1": float(lag1)}, file)
