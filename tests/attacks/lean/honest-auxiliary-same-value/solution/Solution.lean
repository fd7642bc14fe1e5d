def uno : Nat := 1
def f : Nat := uno
theorem target : f = 1 := rfl
