/-! Structural, nested, mutual and well-founded recursion; `termination_by`, `decreasing_by`, `fun_induction`, `where`,
`let rec` -/

def sum : List Nat → Nat
  | [] => 0
  | x :: xs => x + sum xs

theorem sum_append (xs ys : List Nat) : sum (xs ++ ys) = sum xs + sum ys := by
  induction xs with
  | nil => simp [sum]
  | cons x xs ih => simp [sum, ih, Nat.add_assoc]

def fib : Nat → Nat
  | 0 => 0
  | 1 => 1
  | n + 2 => fib n + fib (n + 1)

theorem fib_10 : fib 10 = 55 := rfl

theorem fib_step (n : Nat) : fib (n + 2) = fib n + fib (n + 1) := by rw [fib]

mutual
  def even : Nat → Bool
    | 0 => true
    | n + 1 => odd n
  def odd : Nat → Bool
    | 0 => false
    | n + 1 => even n
end

theorem even_4 : even 4 = true := rfl

def ackermann : Nat → Nat → Nat
  | 0, n => n + 1
  | m + 1, 0 => ackermann m 1
  | m + 1, n + 1 => ackermann m (ackermann (m + 1) n)
termination_by m n => (m, n)

theorem ackermann_zero (n : Nat) : ackermann 0 n = n + 1 := by rw [ackermann]

def steps (n : Nat) : Nat := if h : n = 0 then 0 else steps (n - 1) + 1
termination_by n
decreasing_by
  cases n with
  | zero => exact absurd rfl h
  | succ n => exact Nat.lt_succ_self n

theorem steps_5 : steps 5 = 5 := by decide +kernel

theorem steps_0 : steps 0 = 0 := by
  unfold steps
  rfl

def factorial : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * factorial n

theorem factorial_pos (n : Nat) : 0 < factorial n := by
  fun_induction factorial n with
  | case1 => decide
  | case2 n ih => exact Nat.mul_pos (Nat.succ_pos n) ih

def reverse {α : Type} (xs : List α) : List α := go xs []
where
  go : List α → List α → List α
    | [], acc => acc
    | x :: xs, acc => go xs (x :: acc)

theorem reverse_ex : reverse [1, 2, 3] = [3, 2, 1] := rfl

inductive Rose where
  | node (children : List Rose) : Rose
