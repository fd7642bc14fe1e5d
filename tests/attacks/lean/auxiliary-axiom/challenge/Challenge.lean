def f : Nat → Prop := fun n => n = 0
theorem target : f 1 := sorry
