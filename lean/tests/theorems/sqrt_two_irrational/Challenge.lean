/-! The square root of two is irrational: no square is twice a square. -/

theorem sqrt_two_irrational : ¬∃ p q : Nat, q ≠ 0 ∧ p * p = 2 * (q * q) := by
  sorry
