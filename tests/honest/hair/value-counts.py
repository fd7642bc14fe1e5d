import json

import pandas as pd

PATH = "/in/data/data/hair.csv"
data = pd.read_csv(PATH)
seen = data.groupby(["hair", "eye"]).size().unstack(fill_value=0)
due = seen.sum(axis=1).to_numpy()[:, None] * seen.sum().to_numpy()[None, :] / len(data)
chi2 = ((seen - due) ** 2 / due).to_numpy().sum()
counts = data["hair"].value_counts()
most = sorted(counts[counts == counts.max()].index)[0]

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "chi2": float(chi2), "df": (seen.shape[0] - 1) * (seen.shape[1] - 1), "commonest": most, "students": int(data.shape[0])}, file)
