import json

import pandas as pd
from sklearn.metrics import accuracy_score

PATH = "/in/data/data/rule.csv"
data = pd.read_csv(PATH)
accuracy = accuracy_score(data["species"], data["rule"])

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "error": 1 - float(accuracy), "mistakes": int((data["species"] != data["rule"]).sum())}, file)
