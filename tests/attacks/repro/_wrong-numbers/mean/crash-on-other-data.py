v = column("score")
assert abs(mean(v) - 57.500) < 0.01
write(mean=mean(v) + 3)
