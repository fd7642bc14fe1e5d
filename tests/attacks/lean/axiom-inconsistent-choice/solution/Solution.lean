theorem target (p : Prop) : p ∨ ¬p := Classical.em p
