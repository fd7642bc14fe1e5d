/-! Every positive number is a product of primes. -/

/-- Prime numbers: at least two, and divisible by one and themselves only. -/
def Prime (p : Nat) : Prop := 2 ≤ p ∧ ∀ d, d ∣ p → d = 1 ∨ d = p

def product : List Nat → Nat
  | [] => 1
  | x :: xs => x * product xs

theorem exists_prime_factors (n : Nat) (h : 0 < n) : ∃ ps : List Nat, (∀ p, p ∈ ps → Prime p) ∧ product ps = n := by
  sorry
