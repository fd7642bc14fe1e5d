import json

import numpy as np
import pandas as pd

PATH = "/in/data/data/airquality.csv"
data = pd.read_csv(PATH, na_values=["NA"])
ozone = data["ozone"].to_numpy()
means = {m: np.mean(data["temp"].to_numpy()[data["month"].to_numpy() == m]) for m in np.unique(data["month"])}

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "ozone": round(float(np.nanmean(ozone)), 2), "measured": int(np.isfinite(ozone).sum()), "hottest": int(np.max(data["temp"])), "month": str(max(means, key=means.get))}, file)
