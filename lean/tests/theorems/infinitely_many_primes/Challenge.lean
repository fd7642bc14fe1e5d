/-! Euclid: above every number there is a prime. -/

/-- Prime numbers: at least two, and divisible by one and themselves only. -/
def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p

theorem exists_prime_gt (n : Nat) : ∃ p, n < p ∧ Prime p := by
  sorry
