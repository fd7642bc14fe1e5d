import json

import pandas as pd
import statsmodels.formula.api as smf

PATH = "/in/data/data/cars.csv"
data = pd.read_csv(PATH)
assert data["cyl"].isin([4, 6, 8]).all() and set(data["am"]) <= {0, 1} and (data[["mpg", "wt"]] > 0).all(axis=None)
fit = smf.ols("mpg ~ wt", data).fit()

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "slope": fit.params["wt"], "intercept": fit.params["Intercept"], "r2": fit.rsquared, "cylinders": str(data["cyl"].mode()[0])}, file)
