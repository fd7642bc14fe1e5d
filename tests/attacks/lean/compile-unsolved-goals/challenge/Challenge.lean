theorem target : ∃ n : Nat, n + 1 = 0 := sorry
