def join (a b : Nat) : Nat := a + b
theorem target (a b : Nat) : join a b = join b a := Nat.add_comm a b
