/-! Pascal's triangle: the rows sum to powers of two. -/

/-- Binomial coefficients by Pascal's rule. -/
def choose : Nat → Nat → Nat
  | _, 0 => 1
  | 0, _ + 1 => 0
  | n + 1, k + 1 => choose n k + choose n (k + 1)

/-- `choose n 0 + … + choose n k` -/
def rowSum (n : Nat) : Nat → Nat
  | 0 => choose n 0
  | k + 1 => rowSum n k + choose n (k + 1)

theorem choose_self (n : Nat) : choose n n = 1 := by
  sorry

theorem rowSum_eq (n : Nat) : rowSum n n = 2 ^ n := by
  sorry
