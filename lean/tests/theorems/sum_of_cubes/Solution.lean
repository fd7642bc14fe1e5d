/-! The sum of the first `n` cubes is the square of the sum. -/

/-- `0 + 1 + … + n` -/
def sumTo : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo n + (n + 1)

/-- `0³ + 1³ + … + n³` -/
def sumCubes : Nat → Nat
  | 0 => 0
  | n + 1 => sumCubes n + (n + 1) ^ 3

theorem two_mul_sumTo (n : Nat) : 2 * sumTo n = n * (n + 1) := by
  induction n with
  | zero => rfl
  | succ n ih => rw [sumTo, Nat.mul_add, ih, ← Nat.add_mul, Nat.mul_comm]

theorem sumCubes_eq (n : Nat) : sumCubes n = sumTo n * sumTo n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have h := two_mul_sumTo n
    have cube : (n + 1) ^ 3 = (n + 1) * (n + 1) * (n + 1) := by
      rw [Nat.pow_succ, Nat.pow_succ, Nat.pow_one]
    have expand : (sumTo n + (n + 1)) * (sumTo n + (n + 1))
        = sumTo n * sumTo n + ((n + 1) * sumTo n + (n + 1) * sumTo n) + (n + 1) * (n + 1) := by
      generalize n + 1 = m
      rw [Nat.mul_add, Nat.add_mul, Nat.add_mul, Nat.mul_comm (sumTo n) m]
      omega
    rw [sumCubes, sumTo, ih, cube, expand]
    have twice : (n + 1) * sumTo n + (n + 1) * sumTo n = (n + 1) * (n * (n + 1)) := by
      rw [← h, ← Nat.mul_add, Nat.two_mul]
    have step : (n + 1) * (n + 1) * (n + 1) = (n + 1) * (n * (n + 1)) + (n + 1) * (n + 1) := by
      rw [← Nat.mul_add, ← Nat.add_one_mul, Nat.mul_assoc]
    omega
