theorem first : 1 = 1 := rfl
theorem again : 1 = 1 := rfl
def p (_ : 1 = 1) : Nat := 0
theorem target : p again = 0 := rfl
