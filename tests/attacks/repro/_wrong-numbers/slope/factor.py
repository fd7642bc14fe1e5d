write(slope=1.05 * slope(column("age"), column("score")))
