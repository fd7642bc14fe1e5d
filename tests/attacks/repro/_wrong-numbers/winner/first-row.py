write(best=min(x["model"] for x in rows("leaderboard")))
