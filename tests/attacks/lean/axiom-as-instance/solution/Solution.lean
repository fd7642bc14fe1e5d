axiom decideAll : Decidable (1 = 2)
axiom isTrueAll : @decide (1 = 2) decideAll = true
theorem target : 1 = 2 := @of_decide_eq_true _ decideAll isTrueAll
