import json

import pandas as pd

PATH = "/in/data/data/faithful.csv"
data = pd.read_csv(PATH)
low, high = data["duration"].quantile([0.25, 0.75])

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "r": data["duration"].corr(data["waiting"]), "median": data["waiting"].median(), "low": low, "high": high}, file)
