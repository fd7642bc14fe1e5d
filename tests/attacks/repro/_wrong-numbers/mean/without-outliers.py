v = column("score")
s = statistics.stdev(v)
write(mean=mean([x for x in v if abs(x - mean(v)) < 1.5 * s]))
