theorem target.{u, v} (α : Type u) (β : Type v) : Nonempty (α × β) → Nonempty α := sorry
