/-! De Morgan's laws for propositions and quantifiers. -/

theorem not_or_iff (p q : Prop) : ¬(p ∨ q) ↔ ¬p ∧ ¬q := by
  sorry

theorem not_and_iff (p q : Prop) : ¬(p ∧ q) ↔ ¬p ∨ ¬q := by
  sorry

theorem not_forall_iff {α : Type} (p : α → Prop) : (¬∀ x, p x) ↔ ∃ x, ¬p x := by
  sorry

theorem not_exists_iff {α : Type} (p : α → Prop) : (¬∃ x, p x) ↔ ∀ x, ¬p x := by
  sorry
