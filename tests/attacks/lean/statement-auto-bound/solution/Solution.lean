set_option autoImplicit true
set_option relaxedAutoImplicit true
theorem target (n : Nat) (h : n = limit) (k : limit = 4) : n = 4 := h.trans k
