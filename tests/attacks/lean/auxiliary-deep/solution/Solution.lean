def x : Nat := 1
def y : Nat := x
def z : Nat := y
def f : Nat := z
theorem target : f = 1 := rfl
