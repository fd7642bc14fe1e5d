axiom oracle : ∀ p : Prop, p
