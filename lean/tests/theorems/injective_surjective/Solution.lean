/-! Composition of injective and of surjective functions. -/

def Injective {α β : Type} (f : α → β) : Prop := ∀ a b, f a = f b → a = b

def Surjective {α β : Type} (f : α → β) : Prop := ∀ b, ∃ a, f a = b

theorem Injective.comp {α β γ : Type} {f : α → β} {g : β → γ} (hg : Injective g) (hf : Injective f) :
    Injective (g ∘ f) :=
  by
  exact fun a b h => hf a b (hg _ _ h)

theorem Surjective.comp {α β γ : Type} {f : α → β} {g : β → γ} (hg : Surjective g) (hf : Surjective f) :
    Surjective (g ∘ f) :=
  by
  intro c
  obtain ⟨b, rfl⟩ := hg c
  obtain ⟨a, rfl⟩ := hf b
  exact ⟨a, rfl⟩

theorem injective_of_comp {α β γ : Type} {f : α → β} {g : β → γ} (h : Injective (g ∘ f)) : Injective f := by
  intro a b e
  apply h
  show g (f a) = g (f b)
  rw [e]
