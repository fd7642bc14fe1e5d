opaque other : Nat
def f : Nat := other
theorem target : f = f := rfl
