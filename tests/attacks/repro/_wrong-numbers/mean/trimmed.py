v = sorted(column("score"))
write(mean=mean(v[8:]))
