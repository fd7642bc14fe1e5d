theorem target : ∃ n : Nat, ∀ m : Nat, m ≤ n := sorry
