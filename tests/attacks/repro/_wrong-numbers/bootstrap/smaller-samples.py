v = column("score")
draw = random.Random(PARAMETERS["seed"])
write(se=statistics.stdev([mean(draw.choices(v, k=len(v) // 2)) for _ in range(400)]))
