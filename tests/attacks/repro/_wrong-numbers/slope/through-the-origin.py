x, y = column("age"), column("score")
write(slope=sum(a * b for a, b in zip(x, y)) / sum(a * a for a in x))
