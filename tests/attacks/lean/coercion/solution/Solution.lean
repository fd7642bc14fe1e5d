structure Even where
  half : Nat
instance toNat : Coe Even Nat := ⟨fun _ => 0⟩
theorem target (a b : Even) : (a : Nat) = b := rfl
