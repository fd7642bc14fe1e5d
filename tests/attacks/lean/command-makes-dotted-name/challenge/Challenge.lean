theorem Main.target : 1 = 1 := sorry
