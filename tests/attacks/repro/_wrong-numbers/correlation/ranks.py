def ranks(v):
    return [sorted(v).index(x) + v.count(x) / 2 for x in v]


write(r=correlation(ranks(column("age")), ranks(column("score"))))
