write(mean=statistics.harmonic_mean(column("score")))
