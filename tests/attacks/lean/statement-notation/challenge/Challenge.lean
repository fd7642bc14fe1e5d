theorem target (a b : Nat) : a + b = a := sorry
