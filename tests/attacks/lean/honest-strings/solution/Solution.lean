theorem target : "ab".length = 2 ∧ 'a' ≠ 'b' := ⟨rfl, by decide⟩
