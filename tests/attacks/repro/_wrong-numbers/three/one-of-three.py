write(n=120, mean=mean(column("score")), sd=9.87)
