class Magic (p : Prop) : Prop where
  out : p
instance magic (p : Prop) : Magic p := ⟨sorry⟩
theorem get {p : Prop} [h : Magic p] : p := h.out
theorem target : 1 = 2 := get
