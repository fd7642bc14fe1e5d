/-- The sum of those of the numbers 1, …, `k` that divide `n`. -/
def sumOfDivisors (n : Nat) : Nat → Nat
  | 0 => 0
  | k + 1 => (if n % (k + 1) = 0 then k + 1 else 0) + sumOfDivisors n k

/-- A number that is the sum of its proper divisors. -/
def Perfect (n : Nat) : Prop := 0 < n ∧ sumOfDivisors n (n - 1) = n

def answer : Nat := 28

theorem answer_is_perfect : Perfect answer := by
  constructor
  · decide
  · decide

theorem answer_above_ten : 10 < answer := by decide
