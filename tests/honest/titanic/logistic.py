import json

import numpy as np
import pandas as pd
import statsmodels.api as sm

PATH = "/in/data/data/titanic.csv"
data = pd.read_csv(PATH)
y = (data["survived"] == "Yes").astype(float)
x = sm.add_constant((data["sex"] == "Female").astype(float))
fit = sm.GLM(y, x, family=sm.families.Binomial()).fit(tol=1e-14)

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "share": float(np.mean(y)), "logit": float(fit.params["sex"])}, file)
