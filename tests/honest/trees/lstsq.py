import json

import numpy as np

PATH = "/in/data/data/trees.csv"
girth, height, volume = np.log(np.loadtxt(PATH, delimiter=",", skiprows=1, usecols=(1, 2, 3))).T
beta, *_ = np.linalg.lstsq(np.column_stack([np.ones_like(girth), girth, height]), volume, rcond=None)

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "girth": float(beta[1]), "height": float(beta[2])}, file)
