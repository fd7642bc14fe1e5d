r = correlation(column("age"), column("score"))
write(r=math.copysign(abs(r) ** 0.8, r))
