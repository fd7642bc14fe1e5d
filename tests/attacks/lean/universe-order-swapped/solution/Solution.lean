theorem target.{v, u} (α : Type u) (β : Type v) : Nonempty (α × β) → Nonempty α := fun ⟨p⟩ => ⟨p.1⟩
