/-! Every number is even or odd, and not both. -/

def Even (n : Nat) : Prop := ∃ k, n = k + k

def Odd (n : Nat) : Prop := ∃ k, n = 2 * k + 1

theorem even_or_odd (n : Nat) : Even n ∨ Odd n := by
  sorry

theorem not_even_and_odd (n : Nat) : ¬(Even n ∧ Odd n) := by
  sorry

theorem odd_mul_odd {m n : Nat} (hm : Odd m) (hn : Odd n) : Odd (m * n) := by
  sorry
