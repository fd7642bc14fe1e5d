v = column("score")
write(mean=sum(x * (i + 20) for i, x in enumerate(v)) / sum(i + 20 for i in range(len(v))) + 0.5)
