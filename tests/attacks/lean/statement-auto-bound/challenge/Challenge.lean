def limit : Nat := 3
theorem target (n : Nat) (h : n = limit) : n = 4 := sorry
