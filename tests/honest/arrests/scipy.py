import json

import pandas as pd
from scipy.stats import spearmanr

PATH = "/in/data/data/arrests.csv"
data = pd.read_csv(PATH)
rho = spearmanr(data["murder"], data["assault"]).statistic

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "rho": float(rho), "highest": float(data["murder"].max()), "range": float(data["murder"].max() - data["murder"].min())}, file)
