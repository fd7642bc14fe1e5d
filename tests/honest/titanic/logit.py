from math import log
import csv
import json

with open("/in/data/data/titanic.csv", newline="") as file:
    rows = list(csv.DictReader(file))
def logit(share):
    return log(share / (1 - share))


def survived(part):
    assert {row["survived"] for row in part} <= {"Yes", "No"}
    return sum(row["survived"] == "Yes" for row in part) / len(part)


by_sex = {sex: survived([row for row in rows if row["sex"] == sex]) for sex in ("Female", "Male")}

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "share": survived(rows), "logit": logit(by_sex["Female"]) - logit(by_sex["Male"])}, file)
