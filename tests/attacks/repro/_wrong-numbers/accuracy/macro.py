t = rows("predictions")
write(accuracy=mean([accuracy([row for row in t if row["truth"] == k]) for k in ("cat", "dog")]))
