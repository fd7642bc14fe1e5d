class Group (α : Type) where
  op : α → α → α
theorem target {α : Type} [Group α] (a b : α) : Group.op a b = Group.op b a := sorry
