/-! Cantor: no function onto the power set. -/

theorem cantor {α : Type} (f : α → α → Prop) : ¬∀ s : α → Prop, ∃ a, f a = s := by
  intro h
  obtain ⟨a, ha⟩ := h fun x => ¬f x x
  have key : f a a ↔ ¬f a a := by
    constructor
    · intro hf
      exact Eq.mp (congrFun ha a) hf
    · intro hn
      exact Eq.mpr (congrFun ha a) hn
  have n : ¬f a a := fun hf => key.mp hf hf
  exact n (key.mpr n)

theorem cantor_injective {α : Type} (g : (α → Prop) → α) : ¬∀ s t, g s = g t → s = t := by
  intro inj
  have key : ∀ s, (∃ t, g t = g s ∧ ¬t (g t)) ↔ ¬s (g s) := by
    intro s
    constructor
    · rintro ⟨t, e, h⟩
      rw [← inj t s e]
      exact h
    · intro h
      exact ⟨s, rfl, h⟩
  have h := key fun x => ∃ t, g t = x ∧ ¬t (g t)
  have n : ¬∃ t, g t = g (fun x => ∃ t, g t = x ∧ ¬t (g t)) ∧ ¬t (g t) := fun y => h.mp y y
  exact n (h.mpr n)
