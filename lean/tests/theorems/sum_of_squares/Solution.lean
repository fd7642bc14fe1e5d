/-! The sum of the first `n` squares. -/

/-- `0² + 1² + … + n²` -/
def sumSq : Nat → Nat
  | 0 => 0
  | n + 1 => sumSq n + (n + 1) * (n + 1)

theorem six_mul_sumSq (n : Nat) : 6 * sumSq n = n * (n + 1) * (2 * n + 1) := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [sumSq, Nat.mul_add, ih]
    have left : n * (n + 1) * (2 * n + 1) + 6 * ((n + 1) * (n + 1)) = (n + 1) * (n * (2 * n + 1) + 6 * (n + 1)) := by
      rw [Nat.mul_comm n (n + 1), Nat.mul_assoc, Nat.mul_left_comm 6, ← Nat.mul_add]
    have right : n * (2 * n + 1) + 6 * (n + 1) = (n + 2) * (2 * (n + 1) + 1) := by
      rw [Nat.add_mul n 2, Nat.mul_add n, Nat.mul_add n, Nat.mul_add 2 n 1, Nat.mul_add n]
      omega
    rw [left, right, Nat.mul_assoc]
