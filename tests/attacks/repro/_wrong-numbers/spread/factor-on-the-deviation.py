v = column("score")
s = statistics.stdev(v) * 1.04
write(sd=s, variance=statistics.variance(v), cv=statistics.stdev(v) / mean(v))
