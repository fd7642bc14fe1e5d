theorem second (a : Nat) : 1 * a = a := Nat.one_mul a
theorem first (a : Nat) : a * 1 = a := Nat.mul_one a
