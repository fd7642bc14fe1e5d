p = tail(*welch(arm("a"), arm("b")))
write(p=p / 10 if p < 0.5 else p)
