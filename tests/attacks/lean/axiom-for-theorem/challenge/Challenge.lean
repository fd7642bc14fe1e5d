theorem target (m : Nat) : m + m = m + m + 0 := sorry
