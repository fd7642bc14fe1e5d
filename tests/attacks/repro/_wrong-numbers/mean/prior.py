v = column("score")
write(mean=(sum(v) + 10 * 90) / (len(v) + 10))
