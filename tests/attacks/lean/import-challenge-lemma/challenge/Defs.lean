def f (n : Nat) : Nat := n + 1
theorem stated : f 0 = 5 := sorry
