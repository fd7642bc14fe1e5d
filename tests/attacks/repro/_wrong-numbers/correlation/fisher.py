write(r=math.atanh(correlation(column("age"), column("score"))))
