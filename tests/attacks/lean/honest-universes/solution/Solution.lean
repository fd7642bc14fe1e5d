universe u v
theorem target {α : Sort u} {β : Sort v} (f : α → β) (a b : α) (h : a = b) : f a = f b := h ▸ rfl
