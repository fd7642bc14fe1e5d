/-
theorem target : 1 = 2 := by decide
-/
theorem other : True := trivial
