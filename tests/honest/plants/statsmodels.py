import json

import pandas as pd
import statsmodels.api as sm
from statsmodels.formula.api import ols

PATH = "/in/data/data/plants.csv"
table = sm.stats.anova_lm(ols("weight ~ C(group)", pd.read_csv(PATH)).fit())

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "f": float(table["F"].iloc[0]), "p": float(table["PR(>F)"].iloc[0])}, file)
