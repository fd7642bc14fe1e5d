/-! The square root of a prime is irrational. -/

/-- Prime numbers: at least two, and divisible by one and themselves only. -/
def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p

theorem Prime.dvd_of_dvd_square {p a : Nat} (hp : Prime p) (h : p ∣ a * a) : p ∣ a := by
  cases hp.2 (Nat.gcd p a) (Nat.gcd_dvd_left p a) with
  | inl h1 => exact Nat.Coprime.dvd_of_dvd_mul_left h1 h
  | inr h1 => exact h1 ▸ Nat.gcd_dvd_right p a

/-- Infinite descent: both numbers of a solution can be divided by the prime. -/
theorem no_solution (p : Nat) (hp : Prime p) (a b : Nat) (h : a * a = p * (b * b)) : a = 0 ∧ b = 0 := by
  have p0 : 0 < p := by
    have := hp.1
    omega
  induction a using Nat.strongRecOn generalizing b with
  | ind a ih =>
    obtain ⟨c, rfl⟩ := hp.dvd_of_dvd_square (a := a) ⟨b * b, h⟩
    have hb : b * b = p * (c * c) := by
      apply Nat.eq_of_mul_eq_mul_left p0
      rw [← h]
      ac_rfl
    obtain ⟨d, rfl⟩ := hp.dvd_of_dvd_square (a := b) ⟨c * c, hb⟩
    cases Nat.eq_zero_or_pos c with
    | inl hc =>
      subst hc
      rw [Nat.mul_zero] at hb
      cases Nat.mul_eq_zero.mp hb with
      | inl h => exact ⟨rfl, h⟩
      | inr h => exact ⟨rfl, h⟩
    | inr hc =>
      have hd : c * c = p * (d * d) := by
        apply Nat.eq_of_mul_eq_mul_left p0
        rw [← hb]
        ac_rfl
      have smaller : c < p * c := by
        have h2 := Nat.mul_le_mul_right c hp.1
        omega
      have := ih c smaller d hd
      omega

theorem sqrt_prime_irrational (p : Nat) (hp : Prime p) : ¬∃ a b : Nat, b ≠ 0 ∧ a * a = p * (b * b) := by
  rintro ⟨a, b, hb, h⟩
  exact hb (no_solution p hp a b h).2
