theorem big : 10 < 20 := by decide +native
theorem target : 10 < 20 := big
