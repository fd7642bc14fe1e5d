/-! Exponential growth beats the identity. -/

theorem lt_two_pow (n : Nat) : n < 2 ^ n := by
  sorry
