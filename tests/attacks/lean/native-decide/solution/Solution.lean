theorem target : 10 < 20 := by native_decide
