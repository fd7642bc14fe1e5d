/-! The sum of the first `n` cubes is the square of the sum. -/

/-- `0 + 1 + … + n` -/
def sumTo : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo n + (n + 1)

/-- `0³ + 1³ + … + n³` -/
def sumCubes : Nat → Nat
  | 0 => 0
  | n + 1 => sumCubes n + (n + 1) ^ 3

theorem sumCubes_eq (n : Nat) : sumCubes n = sumTo n * sumTo n := by
  sorry
