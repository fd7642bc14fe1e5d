/-- The sum of those of the numbers 1, …, `k` that divide `n`. -/
def sumOfDivisors (n : Nat) : Nat → Nat
  | 0 => 0
  | k + 1 => (if n % (k + 1) = 0 then k + 1 else 0) + sumOfDivisors n k

/-- A number that is the sum of its proper divisors. -/
def Perfect (n : Nat) : Prop := 0 < n ∧ sumOfDivisors n (n - 1) = n

/-- The number that is asked for: the solution fills it in, and a human has to approve it. -/
def answer : Nat := sorry

theorem answer_is_perfect : Perfect answer := sorry

theorem answer_above_ten : 10 < answer := sorry
