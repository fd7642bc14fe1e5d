def one : Nat := 1
def f : Nat := one
theorem target : f = 1 := sorry
