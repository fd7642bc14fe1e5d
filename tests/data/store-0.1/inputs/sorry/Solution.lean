theorem implies (p q : Prop) : p → (p → q) → q := sorry
