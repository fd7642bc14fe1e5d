/-! Map respects identity, composition, append and reversal. -/

theorem map_id {α : Type} (xs : List α) : xs.map id = xs := by
  induction xs with
  | nil => rfl
  | cons x xs ih => rw [List.map_cons, ih]; rfl

theorem map_comp {α β γ : Type} (f : α → β) (g : β → γ) (xs : List α) : (xs.map f).map g = xs.map (g ∘ f) := by
  induction xs with
  | nil => rfl
  | cons x xs ih => simp

theorem map_reverse {α β : Type} (f : α → β) (xs : List α) : xs.reverse.map f = (xs.map f).reverse := by
  induction xs with
  | nil => rfl
  | cons x xs ih => simp [ih]
