theorem target (p q : Prop) : p → q := sorry
