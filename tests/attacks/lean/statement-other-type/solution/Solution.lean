instance (n : Nat) : OfNat Bool n := ⟨n == 1⟩
theorem target (x : Bool) : x = 0 ∨ x = 1 := by cases x <;> first | exact Or.inl rfl | exact Or.inr rfl
