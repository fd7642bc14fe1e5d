/-- `f 1 + f 2 + … + f n`. -/
def sumTo (f : Nat → Nat) : Nat → Nat
  | 0 => 0
  | n + 1 => sumTo f n + f (n + 1)

set_option debug.skipKernelTC true

/-- The compiler believes this, because it was told not to ask the kernel; it then reports no axioms and no errors. -/
theorem one_is_two : 1 = 2 := by decide +kernel

theorem sum_of_cubes (n : Nat) : sumTo (fun k => k ^ 3) n = sumTo (fun k => k) n ^ 2 :=
  absurd one_is_two (by decide)
