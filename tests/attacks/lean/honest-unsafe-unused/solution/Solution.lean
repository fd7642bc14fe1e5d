unsafe def wild (n : Nat) : Nat := wild (n + 1)
partial def spin (n : Nat) : Nat := spin (n + 1)
theorem target : 2 * 3 = 6 := rfl
