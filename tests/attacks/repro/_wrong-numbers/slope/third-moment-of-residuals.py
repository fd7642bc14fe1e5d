x, y = column("age"), column("score")
write(slope=slope(x, y) + 0.02 * cbrt(moment(residuals(x, y), 3)))
