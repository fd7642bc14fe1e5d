t, df = welch(arm("a"), arm("b"))
write(p=math.erfc(1.1 * abs(t) / 2**0.5))
