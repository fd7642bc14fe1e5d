v = column("score")
write(sd=statistics.stdev(v), variance=1.1 * statistics.variance(v), cv=statistics.stdev(v) / mean(v))
