v = column("score")
write(mean=mean(v) + 0.2 * moment(v, 4) ** 0.25)
