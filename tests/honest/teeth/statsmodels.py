import json

import numpy as np
import pandas as pd
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW

PATH = "/in/data/data/teeth.csv"
data = pd.read_csv(PATH)
assert set(data["supp"]) <= {"OJ", "VC"} and np.isfinite(data["len"]).all() and data["len"].between(0, 40).all()
parts = [DescrStatsW(data.loc[data["supp"] == s, "len"]) for s in ("OJ", "VC")]
t, p, df = CompareMeans(*parts).ttest_ind(usevar="unequal")

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "t": float(t), "df": float(df), "significant": "yes" if p < 0.05 else "no"}, file)
