v, w = column("score"), column("age")
write(mean=sum(a * b for a, b in zip(v, w)) / sum(w))
