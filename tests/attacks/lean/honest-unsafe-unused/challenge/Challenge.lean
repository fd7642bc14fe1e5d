theorem target : 2 * 3 = 6 := sorry
