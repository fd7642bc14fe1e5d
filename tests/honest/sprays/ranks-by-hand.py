from math import erfc, exp, gamma, sqrt
import csv
import json

with open("/in/data/data/sprays.csv", newline="") as file:
    rows = list(csv.DictReader(file))
counts = [int(row["count"]) for row in rows]
assert all(0 <= c <= 60 for c in counts)
order = sorted(counts)
rank = {c: order.index(c) + (order.count(c) + 1) / 2 for c in set(counts)}
n = len(counts)
groups = {}
for row, c in zip(rows, counts):
    groups.setdefault(row["spray"], []).append(rank[c])
h = 12 / (n * (n + 1)) * sum(sum(g) ** 2 / len(g) for g in groups.values()) - 3 * (n + 1)
h /= 1 - sum(order.count(c) ** 3 - order.count(c) for c in set(counts)) / (n**3 - n)
# The tail of chi-squared by its recurrence over degrees of freedom.
df = len(groups) - 1
x = h / 2
p = exp(-x) if df % 2 == 0 else erfc(sqrt(x))
a = 1 if df % 2 == 0 else 0.5
while a < df / 2:
    p += x**a * exp(-x) / gamma(a + 1)
    a += 1

with open("/out/result.json", "w") as file:
    json.dump({"nonce": json.load(open("/in/gate.json"))["nonce"], "h": h, "p": p}, file)
