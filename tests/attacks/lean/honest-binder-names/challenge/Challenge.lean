theorem target (a b : Nat) : a + b = b + a := sorry
