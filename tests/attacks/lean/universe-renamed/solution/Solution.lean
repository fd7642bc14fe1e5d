theorem target.{v} {α : Sort v} (a b : α) (h : a = b) : b = a := h.symm
