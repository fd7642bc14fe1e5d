a, b = arm("a"), sorted(arm("b"))
write(mean=mean(a + b[len(b) // 3 :]))
