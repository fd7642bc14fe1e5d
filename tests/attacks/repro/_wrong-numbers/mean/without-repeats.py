write(mean=mean({round(x) for x in column("score")}))
