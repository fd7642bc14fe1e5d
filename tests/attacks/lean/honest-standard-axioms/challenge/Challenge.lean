theorem target (p : Prop) (f g : Nat → Prop) (h : ∀ n, f n ↔ g n) : (p ∨ ¬p) ∧ f = g := sorry
