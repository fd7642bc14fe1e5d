v, d = column("score"), column("day")
write(mean=mean(v) + 0.1 * mean(d))
