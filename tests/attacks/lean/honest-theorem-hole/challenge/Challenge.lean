theorem exists_n : ∃ n : Nat, n * n = 1369 := sorry
noncomputable def n : Nat := Classical.choose exists_n
theorem target : n * n = 1369 := sorry
