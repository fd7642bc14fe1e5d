import json

import numpy as np
import pandas as pd
import statsmodels.formula.api as smf

PATH = "/in/data/data/trees.csv"
fit = smf.ols("np.log(volume) ~ np.log(girth) + np.log(height)", pd.read_csv(PATH)).fit()

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "girth": fit.params["np.log(girth)"], "height": fit.params["np.log(height)"]}, file)
