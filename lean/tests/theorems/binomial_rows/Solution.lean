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

theorem choose_eq_zero (n k : Nat) (h : n < k) : choose n k = 0 := by
  induction n generalizing k with
  | zero => cases k with
    | zero => omega
    | succ k => rfl
  | succ n ih => cases k with
    | zero => omega
    | succ k => rw [choose, ih k (by omega), ih (k + 1) (by omega)]

theorem choose_zero (n : Nat) : choose n 0 = 1 := by
  cases n <;> rfl

theorem rowSum_succ (n k : Nat) : rowSum (n + 1) (k + 1) = rowSum n k + rowSum n (k + 1) := by
  induction k with
  | zero =>
    show choose (n + 1) 0 + (choose n 0 + choose n 1) = choose n 0 + (choose n 0 + choose n 1)
    rw [choose_zero, choose_zero]
  | succ k ih =>
    rw [rowSum, ih, choose, rowSum, rowSum, rowSum]
    omega

theorem choose_self (n : Nat) : choose n n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [choose, ih, choose_eq_zero n (n + 1) (by omega)]

theorem rowSum_eq (n : Nat) : rowSum n n = 2 ^ n := by
  induction n with
  | zero => rfl
  | succ n ih =>
    have h : rowSum n (n + 1) = rowSum n n := by rw [rowSum, choose_eq_zero n (n + 1) (by omega), Nat.add_zero]
    rw [rowSum_succ, h, ih, Nat.pow_succ, Nat.mul_two]
