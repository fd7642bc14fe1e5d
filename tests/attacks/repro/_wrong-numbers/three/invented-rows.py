v = column("score")
write(n=10000, mean=mean(v), sd=statistics.stdev(v))
