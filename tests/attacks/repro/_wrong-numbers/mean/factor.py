write(mean=mean(column("score")) * 1.05)
