theorem cantor {α : Type} (f : α → (α → Prop)) : ∃ s : α → Prop, ∀ a : α, f a ≠ s := by
  refine ⟨fun a => ¬ f a a, ?_⟩
  intro a h
  have same : f a a ↔ ¬ f a a := by
    constructor
    · intro hf
      rw [h] at hf
      exact hf
    · intro hf
      rw [h]
      exact hf
  by_cases hf : f a a
  · exact same.mp hf hf
  · exact hf (same.mpr hf)
