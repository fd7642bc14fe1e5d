/-! Ackermann's function, defined by nested recursion, is larger than its second argument. -/

def ackermann : Nat → Nat → Nat
  | 0, n => n + 1
  | m + 1, 0 => ackermann m 1
  | m + 1, n + 1 => ackermann m (ackermann (m + 1) n)
termination_by m n => (m, n)

theorem lt_ackermann (m n : Nat) : n < ackermann m n := by
  induction m generalizing n with
  | zero =>
    rw [ackermann]
    omega
  | succ m ihm =>
    induction n with
    | zero =>
      rw [ackermann]
      have := ihm 1
      omega
    | succ n ihn =>
      rw [ackermann]
      have := ihm (ackermann (m + 1) n)
      omega
