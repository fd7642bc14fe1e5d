structure Point where
  x : Nat
instance pointAdd : Add Point := ⟨fun a b => ⟨a.x + b.x⟩⟩
theorem target (a b : Point) : a + b = a := sorry
