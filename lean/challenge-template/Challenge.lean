/-!
A challenge says what has to be proved. It is trusted: whoever publishes the claim writes it.

* Definitions here are part of the statement. The solution repeats them word for word.
* Each target theorem ends in `sorry`.
-/

/-- `0 + 1 + … + n` -/
def sumUpTo : Nat → Nat
  | 0 => 0
  | n + 1 => sumUpTo n + (n + 1)

/-- Twice the sum of the first `n` numbers is `n (n + 1)`. -/
theorem two_mul_sumUpTo (n : Nat) : 2 * sumUpTo n = n * (n + 1) := by
  sorry
