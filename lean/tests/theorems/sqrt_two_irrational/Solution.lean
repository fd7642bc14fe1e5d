/-! The square root of two is irrational: no square is twice a square. -/

theorem even_of_even_square (p : Nat) (h : p * p % 2 = 0) : p % 2 = 0 := by
  cases Nat.mod_two_eq_zero_or_one p with
  | inl h => exact h
  | inr h' =>
    rw [Nat.mul_mod, h'] at h
    exact absurd h (by decide)

/-- Infinite descent: a solution can be halved. -/
theorem no_square (p q : Nat) (h : p * p = 2 * (q * q)) : p = 0 ∧ q = 0 := by
  induction p using Nat.strongRecOn generalizing q with
  | ind p ih =>
    have hp : p % 2 = 0 := even_of_even_square p (by rw [h]; exact Nat.mul_mod_right 2 _)
    obtain ⟨a, rfl⟩ : ∃ a, p = 2 * a := ⟨p / 2, by omega⟩
    have hq : q * q = 2 * (a * a) := by
      have h' : 2 * (2 * (a * a)) = 2 * (q * q) := by
        rw [← h]
        ac_rfl
      omega
    have hq2 : q % 2 = 0 := even_of_even_square q (by rw [hq]; exact Nat.mul_mod_right 2 _)
    obtain ⟨b, rfl⟩ : ∃ b, q = 2 * b := ⟨q / 2, by omega⟩
    cases Nat.eq_zero_or_pos a with
    | inl ha =>
      subst ha
      cases Nat.eq_zero_of_mul_eq_zero (show 2 * b * (2 * b) = 0 by rw [hq]) with
      | inl h => exact ⟨rfl, h⟩
      | inr h => exact ⟨rfl, h⟩
    | inr ha =>
      have hab : a * a = 2 * (b * b) := by
        have h' : 2 * (2 * (b * b)) = 2 * (a * a) := by
          rw [← hq]
          ac_rfl
        omega
      have := ih a (by omega) b hab
      omega

theorem sqrt_two_irrational : ¬∃ p q : Nat, q ≠ 0 ∧ p * p = 2 * (q * q) := by
  rintro ⟨p, q, hq, h⟩
  exact hq (no_square p q h).2
