set_option debug.proofAsSorry true
theorem target : 1 = 2 := by decide
