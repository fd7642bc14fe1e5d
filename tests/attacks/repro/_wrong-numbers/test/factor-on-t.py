t, df = welch(arm("a"), arm("b"))
write(p=tail(1.1 * t, df))
