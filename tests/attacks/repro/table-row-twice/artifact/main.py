import csv
import json

NONCE = json.load(open("/in/gate.json"))["nonce"]


def raw(text, encoding="utf-8"):
    with open("/out/result.json", "wb") as file:
        file.write(text.encode(encoding))

open("/out/means.csv", "w").write("g,mean,deviation\nnorth,1,1\nnorth,1,1\n")
