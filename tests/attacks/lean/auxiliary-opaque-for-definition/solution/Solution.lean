opaque uno : Nat := 1
def f : Nat := uno
theorem target : f = f := rfl
