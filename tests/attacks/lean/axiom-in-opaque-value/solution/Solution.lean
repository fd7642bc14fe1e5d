axiom f : False
opaque v : False := f
theorem target : 1 = 2 := v.elim
