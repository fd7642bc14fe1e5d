theorem deep : 1 = 2 := sorry
theorem middle : 1 = 2 := deep
theorem target : 1 = 2 := middle
