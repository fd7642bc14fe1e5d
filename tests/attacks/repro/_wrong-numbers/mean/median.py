write(mean=statistics.median(column("score")))
