write(p=tail(*welch(arm("a") * 2, arm("b") * 2)))
