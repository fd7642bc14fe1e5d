/-! Factorials are positive and grow at least like powers of two. -/

def factorial : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * factorial n

theorem factorial_pos (n : Nat) : 0 < factorial n := by
  induction n with
  | zero => decide
  | succ n ih => exact Nat.mul_pos (Nat.succ_pos n) ih

theorem two_pow_le_factorial (n : Nat) : 2 ^ n ≤ factorial (n + 1) := by
  induction n with
  | zero => decide
  | succ n ih =>
    rw [factorial, Nat.pow_succ, Nat.mul_comm]
    exact Nat.mul_le_mul (by omega) ih
