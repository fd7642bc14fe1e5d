def one : Nat := 1
def two : Nat := 2
def f : Nat := two
theorem target : f = 2 := rfl
