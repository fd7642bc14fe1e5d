opaque magic : Nat
theorem target : magic = magic + 0 := rfl
