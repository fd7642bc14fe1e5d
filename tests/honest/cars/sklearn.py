import json

import pandas as pd
from sklearn.dummy import DummyClassifier
from sklearn.linear_model import LinearRegression

PATH = "/in/data/data/cars.csv"
data = pd.read_csv(PATH, dtype={"cyl": str})
model = LinearRegression().fit(data[["wt"]], data["mpg"])
majority = DummyClassifier(strategy="most_frequent").fit(data[["wt"]], data["cyl"])

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "slope": float(model.coef_[0]), "intercept": float(model.intercept_), "r2": float(model.score(data[["wt"]], data["mpg"])), "cylinders": str(majority.predict(data[["wt"]])[0])}, file)
