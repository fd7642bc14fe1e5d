theorem target : True ∧ 1 = 1 := sorry
