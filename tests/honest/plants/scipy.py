import json

import pandas as pd
from scipy import stats

PATH = "/in/data/data/plants.csv"
data = pd.read_csv(PATH)
if not data["weight"].between(0, 10).all():
    raise SystemExit("a weight that no plant has")
f, p = stats.f_oneway(*(part["weight"] for _, part in data.groupby("group")))

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "f": float(f), "p": float(p)}, file)
