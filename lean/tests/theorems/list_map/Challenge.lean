/-! Map respects identity, composition, append and reversal. -/

theorem map_id {α : Type} (xs : List α) : xs.map id = xs := by
  sorry

theorem map_comp {α β γ : Type} (f : α → β) (g : β → γ) (xs : List α) : (xs.map f).map g = xs.map (g ∘ f) := by
  sorry

theorem map_reverse {α β : Type} (f : α → β) (xs : List α) : xs.reverse.map f = (xs.map f).reverse := by
  sorry
