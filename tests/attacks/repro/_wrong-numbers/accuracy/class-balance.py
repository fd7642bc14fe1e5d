t = rows("predictions")
write(accuracy=accuracy(t) + 0.1 * mean([row["truth"] == "cat" for row in t]))
