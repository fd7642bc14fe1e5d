a, b = arm("a"), arm("b")
write(effect=(mean(b) - mean(a)) / statistics.stdev(a + b))
