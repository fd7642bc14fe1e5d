variable (p q : Prop)
theorem target (h : p ∧ q) : q ∧ p := ⟨h.2, h.1⟩
