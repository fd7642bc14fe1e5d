theorem later : ∀ n : Nat, n + 0 = n := sorry
theorem target : 1 + 1 = 2 := rfl
