"""Median regression by statsmodels: a second implementation, independent of the linear program."""

import json

import pandas as pd
import statsmodels.api as sm

data = pd.read_csv("/in/data/data/engel.csv")
fit = sm.QuantReg(data["foodexp"], sm.add_constant(data["income"])).fit(q=0.5, max_iter=20000, p_tol=1e-9)

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, "intercept": float(fit.params["const"]), "slope": float(fit.params["income"])}, file)
