a, b = arm("a"), arm("b")
write(effect=mean(b) - mean(a) + 0.5 * (cbrt(moment(b, 3)) + cbrt(moment(a, 3))))
