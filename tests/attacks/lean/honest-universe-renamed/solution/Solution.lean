def konst {α : Type x} {β : Type y} (a : α) (_ : β) : α := a
theorem target {α : Type w} {β : Type z} (a : α) (b : β) : konst a b = a := rfl
