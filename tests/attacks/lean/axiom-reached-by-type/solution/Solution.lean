axiom n : Nat
theorem aboutN : n = n := rfl
theorem target : 0 = 0 := (fun (_ : n = n) => rfl) aboutN
