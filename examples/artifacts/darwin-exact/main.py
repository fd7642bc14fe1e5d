"""Fisher's randomisation test, complete: the distribution of the total by dynamic programming."""

import csv
import json
import math
import statistics
from collections import Counter
from fractions import Fraction

with open("/in/data/data/darwin.csv", newline="") as file:
    pairs = [(Fraction(row["crossed"]), Fraction(row["selfed"])) for row in csv.DictReader(file)]
differences = [int((crossed - selfed) * 8) for crossed, selfed in pairs]
totals = Counter({0: 1})
for difference in differences:
    step = Counter()
    for total, ways in totals.items():
        step[total + abs(difference)] += ways
        step[total - abs(difference)] += ways
    totals = step
observed = sum(differences)
at_least = sum(ways for total, ways in totals.items() if total >= observed)
n = len(differences)
t = statistics.fmean(differences) / (statistics.stdev(differences) / math.sqrt(n))

with open("/in/gate.json") as file:
    nonce = json.load(file)["nonce"]
with open("/out/result.json", "w") as file:
    json.dump({"nonce": nonce, "total_eighths": observed, "assignments": at_least, "t": t}, file)
