/-! The sum of the first `n` squares. -/

/-- `0² + 1² + … + n²` -/
def sumSq : Nat → Nat
  | 0 => 0
  | n + 1 => sumSq n + (n + 1) * (n + 1)

theorem six_mul_sumSq (n : Nat) : 6 * sumSq n = n * (n + 1) * (2 * n + 1) := by
  sorry
