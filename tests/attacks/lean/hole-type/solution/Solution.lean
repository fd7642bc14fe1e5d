def n : Bool := true
theorem target : n = n := rfl
