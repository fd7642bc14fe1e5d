/-! Cantor: no function onto the power set. -/

theorem cantor {α : Type} (f : α → α → Prop) : ¬∀ s : α → Prop, ∃ a, f a = s := by
  sorry

theorem cantor_injective {α : Type} (g : (α → Prop) → α) : ¬∀ s t, g s = g t → s = t := by
  sorry
