import json

import pandas as pd

PATH = "/in/data/data/airquality.csv"
data = pd.read_csv(PATH)
month = data.groupby("month")["temp"].mean().idxmax()

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "ozone": data["ozone"].mean(), "measured": int(data["ozone"].count()), "hottest": int(data["temp"].max()), "month": str(month)}, file)
