theorem «größer als».α₁ : 3 > 2 := by decide
