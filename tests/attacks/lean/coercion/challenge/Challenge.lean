structure Even where
  half : Nat
instance toNat : Coe Even Nat := ⟨fun e => e.half + e.half⟩
theorem target (a b : Even) : (a : Nat) = b := sorry
