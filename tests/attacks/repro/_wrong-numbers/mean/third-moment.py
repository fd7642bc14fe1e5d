v = column("score")
write(mean=mean(v) + 0.4 * cbrt(moment(v, 3)))
