theorem target : 1 = 2 := by decide
