/-! Peirce's law and its equivalents. -/

theorem peirce (p q : Prop) : ((p → q) → p) → p := by
  intro h
  by_cases hp : p
  · exact hp
  · exact h fun hp' => absurd hp' hp

theorem contraposition (p q : Prop) : (¬q → ¬p) ↔ (p → q) := by
  constructor
  · intro h hp
    apply Classical.byContradiction
    intro hq
    exact h hq hp
  · intro h hq hp
    exact hq (h hp)
