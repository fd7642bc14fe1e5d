/-- A number from 2 on whose only divisors are 1 and itself. -/
def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d : Nat, d ∣ p → d = 1 ∨ d = p

/-- Above every number there is a prime. -/
theorem infinitely_many_primes (n : Nat) : ∃ p : Nat, n < p ∧ Prime p := by
  sorry
