def konst {α : Type u} {β : Type v} (a : α) (_ : β) : α := a
theorem target {α : Type u} {β : Type v} (a : α) (b : β) : konst a b = a := sorry
