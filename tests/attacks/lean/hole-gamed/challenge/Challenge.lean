def Hard : Prop := ∀ n : Nat, n > 2 → ∃ p q : Nat, n = p + q
def Answer : Prop := sorry
theorem target : Answer ↔ Hard := sorry
