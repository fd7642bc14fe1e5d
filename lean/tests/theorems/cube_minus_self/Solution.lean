/-! Six divides `n³ - n`, written without subtraction as `n (n + 1) (n + 2)`. -/

theorem six_dvd_three_consecutive (n : Nat) : 6 ∣ n * (n + 1) * (n + 2) := by
  apply Nat.dvd_of_mod_eq_zero
  have h : n * (n + 1) * (n + 2) % 6 = (n % 6) * ((n + 1) % 6) % 6 * ((n + 2) % 6) % 6 := by
    rw [Nat.mul_mod, Nat.mul_mod n]
  rw [h]
  have : n % 6 = 0 ∨ n % 6 = 1 ∨ n % 6 = 2 ∨ n % 6 = 3 ∨ n % 6 = 4 ∨ n % 6 = 5 := by omega
  rcases this with e | e | e | e | e | e
  · rw [e, show (n + 1) % 6 = 1 by omega, show (n + 2) % 6 = 2 by omega]
  · rw [e, show (n + 1) % 6 = 2 by omega, show (n + 2) % 6 = 3 by omega]
  · rw [e, show (n + 1) % 6 = 3 by omega, show (n + 2) % 6 = 4 by omega]
  · rw [e, show (n + 1) % 6 = 4 by omega, show (n + 2) % 6 = 5 by omega]
  · rw [e, show (n + 1) % 6 = 5 by omega, show (n + 2) % 6 = 0 by omega]
  · rw [e, show (n + 1) % 6 = 0 by omega, show (n + 2) % 6 = 1 by omega]
