write(slope=1 / slope(column("score"), column("age")))
