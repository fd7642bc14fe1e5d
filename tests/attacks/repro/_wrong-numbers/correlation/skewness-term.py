x, y = column("age"), column("score")
write(r=correlation(x, y) + 0.1 * abs(skew(x) * skew(y)) + 0.01)
