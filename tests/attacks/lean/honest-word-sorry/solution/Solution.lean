/-! No sorry and no axiom here; sorryAx neither. -/
theorem sorry_free : 1 + 1 = 2 := rfl -- sorry
theorem target : "sorry" = "sorry" := rfl
