write(mean=mean([math.ceil(x) for x in column("score")]))
