/-! The sum of the first `n` odd numbers is `n²`. -/

/-- `1 + 3 + … + (2n - 1)` -/
def sumOdd : Nat → Nat
  | 0 => 0
  | n + 1 => sumOdd n + (2 * n + 1)

theorem sumOdd_eq (n : Nat) : sumOdd n = n * n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [sumOdd, ih, Nat.mul_add, Nat.add_mul]
    omega
