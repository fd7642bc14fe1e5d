/-! Bernoulli's inequality for natural numbers. -/

theorem bernoulli (x n : Nat) : 1 + n * x ≤ (1 + x) ^ n := by
  sorry
