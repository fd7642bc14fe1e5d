def a : Nat := 0
def b : Nat := a
def c : Nat := b
def f : Nat := c
theorem target : f = 1 := sorry
