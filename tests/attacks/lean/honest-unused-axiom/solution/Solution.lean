theorem target : 1 + 1 = 2 := rfl
axiom unused : 1 = 2
