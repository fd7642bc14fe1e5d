/-! Composition of injective and of surjective functions. -/

def Injective {α β : Type} (f : α → β) : Prop := ∀ a b, f a = f b → a = b

def Surjective {α β : Type} (f : α → β) : Prop := ∀ b, ∃ a, f a = b

theorem Injective.comp {α β γ : Type} {f : α → β} {g : β → γ} (hg : Injective g) (hf : Injective f) :
    Injective (g ∘ f) :=
  by
  sorry

theorem Surjective.comp {α β γ : Type} {f : α → β} {g : β → γ} (hg : Surjective g) (hf : Surjective f) :
    Surjective (g ∘ f) :=
  by
  sorry

theorem injective_of_comp {α β γ : Type} {f : α → β} {g : β → γ} (h : Injective (g ∘ f)) : Injective f := by
  sorry
