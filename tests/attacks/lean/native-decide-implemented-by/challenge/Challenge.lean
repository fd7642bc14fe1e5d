def check (n : Nat) : Bool := n == 0
theorem target : check 1 = true := sorry
