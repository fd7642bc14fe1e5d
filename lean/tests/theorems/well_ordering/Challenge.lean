/-! Every inhabited set of natural numbers has a least element. -/

theorem exists_least (p : Nat → Prop) (h : ∃ n, p n) : ∃ n, p n ∧ ∀ m, p m → n ≤ m := by
  sorry
