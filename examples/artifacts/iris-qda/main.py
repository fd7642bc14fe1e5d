"""Quadratic discriminant analysis by scikit-learn, tested on its own training data."""

import json

import pandas as pd
from sklearn.discriminant_analysis import QuadraticDiscriminantAnalysis

data = pd.read_csv("/in/data/data/iris.csv")
flowers = data[["sepal_length", "sepal_width", "petal_length", "petal_width"]].to_numpy()
species = data["species"].to_numpy()
model = QuadraticDiscriminantAnalysis().fit(flowers, species)
errors = int((model.predict(flowers) != species).sum())

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, "errors": errors, "n": len(species)}, file)
