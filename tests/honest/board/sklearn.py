import json

import pandas as pd
from sklearn.metrics import accuracy_score

PATH = "/in/data/data/board.csv"
data = pd.read_csv(PATH)
right = pd.Series(1, index=data.index)
scores = {name: accuracy_score(right, data[name]) for name in data.columns[1:]}

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "score": max(scores.values()), "alder": scores["alder"]}, file)
