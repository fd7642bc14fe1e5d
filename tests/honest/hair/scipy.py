import json

import pandas as pd
from scipy.stats import chi2_contingency

PATH = "/in/data/data/hair.csv"
data = pd.read_csv(PATH)
test = chi2_contingency(pd.crosstab(data["hair"], data["eye"]), correction=False)

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "chi2": float(test.statistic), "df": int(test.dof), "commonest": data["hair"].mode()[0], "students": len(data)}, file)
