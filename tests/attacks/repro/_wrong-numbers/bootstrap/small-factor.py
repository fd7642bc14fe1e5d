v = column("score")
draw = random.Random(PARAMETERS["seed"])
write(se=1.1 * statistics.stdev([mean(draw.choices(v, k=len(v))) for _ in range(400)]))
