theorem implies (p q : Prop) : p → (p → q) → q := fun a f => f a
