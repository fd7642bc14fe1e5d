/-! Bézout: the greatest common divisor is a combination. -/

theorem bezout (a b : Nat) : ∃ x y : Int, (Nat.gcd a b : Int) = a * x + b * y := by
  induction a, b using Nat.gcd.induction with
  | H0 n => exact ⟨0, 1, by rw [Nat.gcd_zero_left]; omega⟩
  | H1 m n hm ih =>
    obtain ⟨x, y, h⟩ := ih
    refine ⟨y - n / m * x, x, ?_⟩
    rw [Nat.gcd_rec, h, Int.natCast_emod, Int.emod_def, Int.sub_mul, Int.mul_sub, Int.mul_assoc]
    omega
