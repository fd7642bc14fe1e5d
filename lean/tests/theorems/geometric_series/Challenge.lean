/-! The sum of powers of two. -/

/-- `2⁰ + 2¹ + … + 2ⁿ⁻¹` -/
def sumPow : Nat → Nat
  | 0 => 0
  | n + 1 => sumPow n + 2 ^ n

theorem sumPow_add_one (n : Nat) : sumPow n + 1 = 2 ^ n := by
  sorry
