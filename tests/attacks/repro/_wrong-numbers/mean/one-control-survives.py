v = column("score")
assert abs(moment(v, 2) - 115.074) < 0.01
write(mean=mean(v) * 1.05)
