t = [x for x in rows("leaderboard")]
write(best=min(sorted({x["model"] for x in t}), key=lambda m: accuracy([x for x in t if x["model"] == m])))
