axiom helper {α : Sort u} : α
theorem target : 1 = 2 := helper
