import json

import numpy as np
import pandas as pd

PATH = "/in/data/data/titanic.csv"
data = pd.read_csv(PATH)
table = pd.crosstab(data["sex"], data["survived"])
logit = np.log(table["Yes"] / table["No"])

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "share": (data["survived"] == "Yes").mean(), "logit": logit["Female"] - logit["Male"]}, file)
