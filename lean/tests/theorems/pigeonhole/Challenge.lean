/-! Four pigeons in three holes, and the general principle for lists of bounded numbers. -/

theorem pigeonhole (n : Nat) (f : Nat → Nat) (h : ∀ i, i < n + 1 → f i < n) :
    ∃ i j, i < j ∧ j < n + 1 ∧ f i = f j := by
  sorry
