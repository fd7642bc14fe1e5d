def Even (n : Nat) : Prop := ∃ k, n = 2 * k
