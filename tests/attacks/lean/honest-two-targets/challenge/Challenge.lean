theorem first (a : Nat) : a * 1 = a := sorry
theorem second (a : Nat) : 1 * a = a := sorry
