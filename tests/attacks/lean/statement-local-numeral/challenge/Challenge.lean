theorem target : (1 : Nat) = 2 := sorry
