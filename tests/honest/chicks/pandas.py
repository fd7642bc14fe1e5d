import json

import pandas as pd

PATH = "/in/data/data/chicks.csv"
means = pd.read_csv(PATH).groupby("feed")["weight"].mean()

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "best": means.idxmax(), "top": means.max()}, file)
