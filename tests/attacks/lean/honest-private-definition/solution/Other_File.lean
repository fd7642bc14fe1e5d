private def secret (n : Nat) : Nat := n + 1
theorem target (n : Nat) : secret n = n + 1 := rfl
