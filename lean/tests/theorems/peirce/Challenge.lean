/-! Peirce's law and its equivalents. -/

theorem peirce (p q : Prop) : ((p → q) → p) → p := by
  sorry

theorem contraposition (p q : Prop) : (¬q → ¬p) ↔ (p → q) := by
  sorry
