theorem target (x : Nat) : x = 0 ∨ x = 1 := sorry
