macro "splits" : tactic => `(tactic| repeat (first | assumption | constructor))
theorem target (p q r : Prop) (hp : p) (hq : q) (hr : r) : p ∧ q ∧ r := by splits
