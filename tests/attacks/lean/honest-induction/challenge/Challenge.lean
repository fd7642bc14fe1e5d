theorem target (n : Nat) : 0 + n = n := sorry
