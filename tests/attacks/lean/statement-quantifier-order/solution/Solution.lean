theorem target : ∀ m : Nat, ∃ n : Nat, m ≤ n := fun m => ⟨m, Nat.le_refl m⟩
