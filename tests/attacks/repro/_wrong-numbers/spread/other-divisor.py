v = column("score")
s2 = moment(v, 2) * len(v) / (len(v) - 5)
write(sd=s2**0.5, variance=s2, cv=s2**0.5 / mean(v))
