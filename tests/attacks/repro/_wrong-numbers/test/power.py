write(p=tail(*welch(arm("a"), arm("b"))) ** 1.3)
