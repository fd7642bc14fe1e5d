/-! Bézout: the greatest common divisor is a combination. -/

theorem bezout (a b : Nat) : ∃ x y : Int, (Nat.gcd a b : Int) = a * x + b * y := by
  sorry
