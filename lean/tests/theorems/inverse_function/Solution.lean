/-! A bijective function has a two-sided inverse. -/

def Injective {α β : Type} (f : α → β) : Prop := ∀ a b, f a = f b → a = b

def Surjective {α β : Type} (f : α → β) : Prop := ∀ b, ∃ a, f a = b

theorem exists_inverse {α β : Type} (f : α → β) (hi : Injective f) (hs : Surjective f) :
    ∃ g : β → α, (∀ a, g (f a) = a) ∧ ∀ b, f (g b) = b := by
  refine ⟨fun b => Classical.choose (hs b), fun a => ?_, fun b => Classical.choose_spec (hs b)⟩
  exact hi _ _ (Classical.choose_spec (hs (f a)))
