theorem target (a b : Nat) : max a b = a := sorry
