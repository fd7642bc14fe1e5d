instance : Add (Nat → Nat) := ⟨fun f g n => f n + g n⟩
theorem target (f g : Nat → Nat) (n : Nat) : (f + g) n = f n + g n := sorry
