theorem exists_n : ∃ n : Nat, n * n = 1369 := ⟨37, rfl⟩
noncomputable def n : Nat := Classical.choose exists_n
theorem target : n * n = 1369 := Classical.choose_spec exists_n
