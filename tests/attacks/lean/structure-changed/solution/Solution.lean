structure Small where
  val : Nat
  bound : val < 10
theorem target : ∃ s : Small, s.val = 5 := ⟨⟨5, by decide⟩, rfl⟩
