def target : 1 + 1 = 2 := rfl
