#exit
theorem target : 1 = 2 := this is not even Lean
