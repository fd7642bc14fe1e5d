import json

import numpy as np
from scipy.stats import rankdata

PATH = "/in/data/data/arrests.csv"
table = np.loadtxt(PATH, delimiter=",", skiprows=1, usecols=(1, 2))
rho = np.corrcoef(rankdata(table[:, 0]), rankdata(table[:, 1]))[0, 1]

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "rho": float(rho), "highest": float(table[:, 0].max()), "range": float(np.ptp(table[:, 0]))}, file)
