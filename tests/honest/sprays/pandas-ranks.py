import json

import pandas as pd
from scipy.stats import chi2, tiecorrect

PATH = "/in/data/data/sprays.csv"
data = pd.read_csv(PATH)
data["rank"] = data["count"].rank()
n = len(data)
sums = data.groupby("spray")["rank"].agg(["sum", "size"])
h = (12 / (n * (n + 1)) * (sums["sum"] ** 2 / sums["size"]).sum() - 3 * (n + 1)) / tiecorrect(data["rank"].to_numpy())

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "h": float(h), "p": float(chi2.sf(h, len(sums) - 1))}, file)
