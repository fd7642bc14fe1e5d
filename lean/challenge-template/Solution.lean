/-!
A solution proves what the challenge states. It repeats the challenge's definitions and statements unchanged, and may
add whatever else the proof needs. It must not import the challenge.
-/

/-- `0 + 1 + … + n` -/
def sumUpTo : Nat → Nat
  | 0 => 0
  | n + 1 => sumUpTo n + (n + 1)

/-- Twice the sum of the first `n` numbers is `n (n + 1)`. -/
theorem two_mul_sumUpTo (n : Nat) : 2 * sumUpTo n = n * (n + 1) := by
  induction n with
  | zero => rfl
  | succ n ih =>
    calc 2 * sumUpTo (n + 1) = 2 * sumUpTo n + 2 * (n + 1) := by rw [sumUpTo, Nat.mul_add]
      _ = n * (n + 1) + 2 * (n + 1) := by rw [ih]
      _ = (n + 2) * (n + 1) := by rw [← Nat.add_mul]
      _ = (n + 1) * (n + 1 + 1) := by rw [Nat.mul_comm]
