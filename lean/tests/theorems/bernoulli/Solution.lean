/-! Bernoulli's inequality for natural numbers. -/

theorem bernoulli (x n : Nat) : 1 + n * x ≤ (1 + x) ^ n := by
  induction n with
  | zero =>
    rw [Nat.zero_mul, Nat.pow_zero]
    decide
  | succ n ih =>
    rw [Nat.pow_succ]
    refine Nat.le_trans ?_ (Nat.mul_le_mul_right (1 + x) ih)
    rw [Nat.add_mul (1) (n * x), Nat.one_mul, Nat.mul_add (n * x), Nat.mul_one, Nat.add_mul]
    omega
