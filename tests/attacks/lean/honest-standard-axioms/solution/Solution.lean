theorem target (p : Prop) (f g : Nat → Prop) (h : ∀ n, f n ↔ g n) : (p ∨ ¬p) ∧ f = g :=
  ⟨Classical.em p, funext fun n => propext (h n)⟩
