/-! Factorials are positive and grow at least like powers of two. -/

def factorial : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * factorial n

theorem factorial_pos (n : Nat) : 0 < factorial n := by
  sorry

theorem two_pow_le_factorial (n : Nat) : 2 ^ n ≤ factorial (n + 1) := by
  sorry
