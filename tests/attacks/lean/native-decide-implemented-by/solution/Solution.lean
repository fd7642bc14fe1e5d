def always (_ : Nat) : Bool := true
@[implemented_by always] def check (n : Nat) : Bool := n == 0
theorem target : check 1 = true := by native_decide
