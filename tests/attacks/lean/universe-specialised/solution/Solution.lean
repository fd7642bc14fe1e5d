theorem target {α : Type} (a b : α) (h : a = b) : b = a := h.symm
