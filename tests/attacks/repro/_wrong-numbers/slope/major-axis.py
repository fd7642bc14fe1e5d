x, y = column("age"), column("score")
write(slope=math.copysign((moment(y, 2) / moment(x, 2)) ** 0.5, slope(x, y)))
