/-! The square root of a prime is irrational. -/

/-- Prime numbers: at least two, and divisible by one and themselves only. -/
def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p

theorem sqrt_prime_irrational (p : Nat) (hp : Prime p) : ¬∃ a b : Nat, b ≠ 0 ∧ a * a = p * (b * b) := by
  sorry
