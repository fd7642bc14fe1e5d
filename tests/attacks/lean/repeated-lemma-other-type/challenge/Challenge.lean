theorem target : 1 = 1 := sorry
