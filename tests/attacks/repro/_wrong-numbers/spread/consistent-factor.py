v = column("score")
s = 0.93 * statistics.stdev(v)
write(sd=s, variance=s * s, cv=s / mean(v))
