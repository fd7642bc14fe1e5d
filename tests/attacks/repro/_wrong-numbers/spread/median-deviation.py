v = column("score")
m = statistics.median(v)
s = 1.4826 * statistics.median([abs(x - m) for x in v])
write(sd=s, variance=s * s, cv=s / mean(v))
