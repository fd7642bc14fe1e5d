opaque secret : Nat
def f : Nat := secret
theorem target : f = f := sorry
