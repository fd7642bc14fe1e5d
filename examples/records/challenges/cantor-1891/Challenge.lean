/-- A subset of `α` is a predicate on `α`; whatever the family `f` is, some subset `s` is not in it. -/
theorem cantor {α : Type} (f : α → (α → Prop)) : ∃ s : α → Prop, ∀ a : α, f a ≠ s := by
  sorry
