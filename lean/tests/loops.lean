/-! Recursion that counts up to a bound, with `have` inside, with two measures: the shapes of verified programs. -/

def gcd' (a b : Nat) : Nat :=
  if h : b = 0 then a
  else
    have : a % b < b := Nat.mod_lt a (Nat.pos_of_ne_zero h)
    gcd' b (a % b)
termination_by b

/-- The condition of an `if` without a name is known in its branches. -/
def upTo (i n : Nat) : Nat := if i < n then upTo (i + 1) n else i
termination_by n - i

def upToEither (i n : Nat) (xs : List Nat) : Nat :=
  if i >= xs.length then 0 else if i < n then upToEither (i + 1) n xs else i
termination_by n - i

theorem le_upTo (i n : Nat) : i ≤ upTo i n := by
  unfold upTo
  split
  · have := le_upTo (i + 1) n
    omega
  · exact Nat.le_refl _
termination_by n - i

def total (xs : Array Nat) (i acc : Nat) : Nat :=
  if h : i < xs.size then total xs (i + 1) (acc + xs[i]) else acc
termination_by xs.size - i

def digits (n : Nat) : List Nat := if n < 10 then [n] else digits (n / 10) ++ [n % 10]

def ackermann : Nat → Nat → Nat
  | 0, n => n + 1
  | m + 1, 0 => ackermann m 1
  | m + 1, n + 1 => ackermann m (ackermann (m + 1) n)
termination_by m n => (m, n)

example (n : Nat) : (have x := n + 0; x + 0) = n := by simp
example (n m : Nat) (h : m = 2) : (have x := n + 0; have y := m; x + 0 + y) = n + 2 := by simp [h]
example (n : Nat) : (have _ := n; 3 + 0) = 3 := by simp
