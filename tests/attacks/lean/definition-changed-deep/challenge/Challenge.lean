def base : Nat := 2
def multiple (n : Nat) : Prop := ∃ k, n = base * k
def Even (n : Nat) : Prop := multiple n
theorem target : Even 3 := sorry
