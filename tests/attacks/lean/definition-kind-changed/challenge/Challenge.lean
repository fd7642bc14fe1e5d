def magic : Nat := 1
theorem target : magic = magic + 0 := sorry
