class Group (α : Type) where
  op : α → α → α
  absurd : False
theorem target {α : Type} [h : Group α] (a b : α) : Group.op a b = Group.op b a := h.absurd.elim
