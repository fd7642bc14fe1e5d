theorem target (a b : Nat) : a * b = b := by
  induction b with
  | zero => rfl
  | succ n ih => sorry
