/-! Ackermann's function, defined by nested recursion, is larger than its second argument. -/

def ackermann : Nat → Nat → Nat
  | 0, n => n + 1
  | m + 1, 0 => ackermann m 1
  | m + 1, n + 1 => ackermann m (ackermann (m + 1) n)
termination_by m n => (m, n)

theorem lt_ackermann (m n : Nat) : n < ackermann m n := by
  sorry
