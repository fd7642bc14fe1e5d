v = column("score")
write(sd=statistics.stdev(v), variance=statistics.variance(v), cv=(statistics.stdev(v) / mean(v)) ** 1.1)
