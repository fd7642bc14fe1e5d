/-! The product of two consecutive numbers is even. -/

theorem two_dvd_consecutive (n : Nat) : 2 ∣ n * (n + 1) := by
  apply Nat.dvd_of_mod_eq_zero
  rw [Nat.mul_mod]
  cases Nat.mod_two_eq_zero_or_one n with
  | inl h => rw [h, Nat.zero_mul]
  | inr h => rw [show (n + 1) % 2 = 0 by omega, Nat.mul_zero]
