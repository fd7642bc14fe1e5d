def double : Nat → Nat
  | 0 => 0
  | n + 1 => double n + 2
theorem target (n : Nat) : double n = n + n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [double, ih]; simp [Nat.add_assoc, Nat.add_comm, Nat.add_left_comm]
