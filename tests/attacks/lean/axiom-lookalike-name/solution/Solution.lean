axiom «Classical.choice» : 1 = 2
theorem target : 1 = 2 := «Classical.choice»
