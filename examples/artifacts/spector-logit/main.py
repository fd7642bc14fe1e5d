"""Maximum likelihood by statsmodels."""

import json

import pandas as pd
import statsmodels.api as sm

data = pd.read_csv("/in/data/data/spector.csv")
design = sm.add_constant(data[["GPA", "TUCE", "PSI"]])
fit = sm.Logit(data["GRADE"], design).fit(disp=0, maxiter=100)
names = {"constant": "const", "gpa": "GPA", "tuce": "TUCE", "psi": "PSI"}

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, **{name: float(fit.params[column]) for name, column in names.items()}}, file)
