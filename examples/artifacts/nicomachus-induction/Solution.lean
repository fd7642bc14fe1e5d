/-- `f 1 + f 2 + … + f n`. -/
def sumTo (f : Nat → Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo f n + f (n + 1)

theorem twice_triangle (n : Nat) : 2 * sumTo (fun k => k) n = n * (n + 1) := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [sumTo, Nat.mul_add, ih, ← Nat.add_mul, Nat.mul_comm]

theorem square_of_sum (a b : Nat) : (a + b) ^ 2 = a ^ 2 + (2 * a * b + b ^ 2) := by
  rw [Nat.pow_two, Nat.pow_two, Nat.pow_two, Nat.add_mul, Nat.mul_add, Nat.mul_add, Nat.two_mul, Nat.add_mul,
    Nat.mul_comm b a, Nat.add_assoc, Nat.add_assoc]

theorem sum_of_cubes (n : Nat) : sumTo (fun k => k ^ 3) n = sumTo (fun k => k) n ^ 2 := by
  induction n with
  | zero => rfl
  | succ n ih =>
    rw [sumTo, sumTo, ih, square_of_sum, twice_triangle]
    have h : (n + 1) ^ 3 = n * (n + 1) * (n + 1) + (n + 1) ^ 2 := by
      rw [Nat.pow_succ, Nat.pow_two, Nat.mul_assoc, Nat.mul_assoc, ← Nat.succ_mul, ← Nat.mul_assoc]
    rw [h]
