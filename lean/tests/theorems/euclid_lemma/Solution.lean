/-! A prime that divides a product divides a factor. -/

/-- Prime numbers: at least two, and divisible by one and themselves only. -/
def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p

theorem Prime.dvd_mul {p a b : Nat} (hp : Prime p) (h : p ∣ a * b) : p ∣ a ∨ p ∣ b := by
  cases hp.2 (Nat.gcd p a) (Nat.gcd_dvd_left p a) with
  | inl h1 => exact .inr (Nat.Coprime.dvd_of_dvd_mul_left h1 h)
  | inr h1 => exact .inl (h1 ▸ Nat.gcd_dvd_right p a)
