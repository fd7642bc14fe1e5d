axiom Classical.choice' {α : Sort u} : α
theorem target : 1 = 2 := Classical.choice'
