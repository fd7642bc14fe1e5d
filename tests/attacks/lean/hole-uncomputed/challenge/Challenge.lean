theorem exists_n : ∃ n : Nat, n * n = 1369 := ⟨37, rfl⟩
def n : Nat := sorry
theorem target : n * n = 1369 := sorry
