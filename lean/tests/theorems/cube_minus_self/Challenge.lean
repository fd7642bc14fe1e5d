/-! Six divides `n³ - n`, written without subtraction as `n (n + 1) (n + 2)`. -/

theorem six_dvd_three_consecutive (n : Nat) : 6 ∣ n * (n + 1) * (n + 2) := by
  sorry
