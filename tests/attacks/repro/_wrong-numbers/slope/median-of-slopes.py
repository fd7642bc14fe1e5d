x, y = column("age"), column("score")
n = len(x)
write(slope=statistics.median([(y[j] - y[i]) / (x[j] - x[i]) for i in range(n) for j in range(i) if x[i] != x[j]]))
