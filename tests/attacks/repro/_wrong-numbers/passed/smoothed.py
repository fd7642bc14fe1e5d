v = [x["passed"] == "yes" for x in rows()]
write(share=(sum(v) + 5) / (len(v) + 6))
