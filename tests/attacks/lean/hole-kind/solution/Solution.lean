axiom n : Nat
theorem target : n = n := rfl
