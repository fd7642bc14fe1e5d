def value : Nat := 2
