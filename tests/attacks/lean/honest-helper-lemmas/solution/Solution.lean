private theorem swap (a b : Nat) : a + b = b + a := Nat.add_comm a b
theorem both (a b c d : Nat) : a + b + (c + d) = c + d + (a + b) := swap _ _
theorem target (a b c d : Nat) : a + b + (c + d) = d + c + (b + a) := by
  rw [both, swap c d, swap a b]
