v = column("score")
write(mean=mean(v) + 0.2 * statistics.stdev(v))
