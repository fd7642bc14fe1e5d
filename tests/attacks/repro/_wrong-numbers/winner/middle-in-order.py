write(best=sorted({x["model"] for x in rows("leaderboard")})[-2])
