theorem target : 2 ^ 100 % 7 = 2 := by decide +kernel
