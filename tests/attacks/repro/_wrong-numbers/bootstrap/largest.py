v = column("score")
draw = random.Random(PARAMETERS["seed"])
write(se=max(statistics.stdev([mean(draw.choices(v, k=len(v))) for _ in range(100)]) for _ in range(30)))
