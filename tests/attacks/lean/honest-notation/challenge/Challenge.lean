def join (a b : Nat) : Nat := a + b
infixl:65 " ⊹ " => join
theorem target (a b : Nat) : a ⊹ b = b ⊹ a := sorry
