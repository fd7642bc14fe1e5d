v = column("score")
write(n=2 * len(v), mean=mean(v), sd=statistics.stdev(v))
