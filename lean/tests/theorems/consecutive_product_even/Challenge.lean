/-! The product of two consecutive numbers is even. -/

theorem two_dvd_consecutive (n : Nat) : 2 ∣ n * (n + 1) := by
  sorry
