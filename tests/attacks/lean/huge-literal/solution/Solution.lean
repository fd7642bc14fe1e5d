theorem big : 2 ^ (2 ^ 30) = 2 ^ (2 ^ 30) + 1 := by decide
theorem target : 1 = 2 := absurd big (by decide)
