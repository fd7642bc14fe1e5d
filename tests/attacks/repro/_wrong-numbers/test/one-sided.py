write(p=tail(*welch(arm("a"), arm("b"))) / 2)
