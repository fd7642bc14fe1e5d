structure Small where
  val : Nat
  bound : val < 1
theorem target : ∃ s : Small, s.val = 5 := sorry
