private axiom oracle : 1 = 2
theorem target : 1 = 2 := oracle
