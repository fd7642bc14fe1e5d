theorem target : 1 = 2 := sorry
