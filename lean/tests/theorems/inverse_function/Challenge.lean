/-! A bijective function has a two-sided inverse. -/

def Injective {α β : Type} (f : α → β) : Prop := ∀ a b, f a = f b → a = b

def Surjective {α β : Type} (f : α → β) : Prop := ∀ b, ∃ a, f a = b

theorem exists_inverse {α β : Type} (f : α → β) (hi : Injective f) (hs : Surjective f) :
    ∃ g : β → α, (∀ a, g (f a) = a) ∧ ∀ b, f (g b) = b := by
  sorry
