import json

import warnings

import pandas as pd
from scipy import stats

warnings.simplefilter("ignore")

PATH = "/in/data/data/teeth.csv"
data = pd.read_csv(PATH)
test = stats.ttest_ind(*(data.loc[data.supp == s, "len"] for s in ("OJ", "VC")), equal_var=False)
numbers = {name: float(v) if v == v else 0.0 for name, v in (("t", test.statistic), ("df", test.df))}

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], **numbers, "significant": "yes" if test.pvalue < 0.05 else "no"}, file)
