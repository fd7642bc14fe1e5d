/-! Termination: found by the elaborator, given by `termination_by` and `decreasing_by`, through nested types -/

def log2' (n : Nat) : Nat := if n ≤ 1 then 0 else log2' (n / 2) + 1

def gcd2 (m n : Nat) : Nat := if h : n = 0 then m else gcd2 n (m % n)
termination_by n
decreasing_by
  have := Nat.mod_lt m (Nat.pos_of_ne_zero h)
  omega

def gcd3 (m n : Nat) : Nat := if h : 0 < n then gcd3 n (m % n) else m
termination_by n
decreasing_by exact Nat.mod_lt _ h

inductive Rose where
  | node (cs : List Rose) : Rose

mutual
def Rose.size : Rose → Nat
  | .node cs => 1 + sizes cs

def sizes : List Rose → Nat
  | [] => 0
  | c :: cs => c.size + sizes cs
end

theorem rs (cs : List Rose) : (Rose.node cs).size = 1 + sizes cs := by rw [Rose.size]

def merge : List Nat → List Nat → List Nat
  | [], ys => ys
  | xs, [] => xs
  | x :: xs, y :: ys => if x ≤ y then x :: merge xs (y :: ys) else y :: merge (x :: xs) ys
termination_by xs ys => xs.length + ys.length

def split : List Nat → List Nat × List Nat
  | [] => ([], [])
  | [x] => ([x], [])
  | x :: y :: zs => let p := split zs; (x :: p.1, y :: p.2)

def interleave : List Nat → List Nat → List Nat
  | [], ys => ys
  | x :: xs, ys => x :: interleave ys xs
termination_by xs ys => xs.length + ys.length

def collatzSteps (n fuel : Nat) : Nat := match fuel with
  | 0 => 0
  | f + 1 => if n ≤ 1 then 0 else collatzSteps (if n % 2 = 0 then n / 2 else 3 * n + 1) f + 1

def quicksort : List Nat → List Nat
  | [] => []
  | p :: xs => quicksort (xs.filter (· < p)) ++ [p] ++ quicksort (xs.filter (fun x => !(x < p)))
termination_by xs => xs.length
decreasing_by
  all_goals simp only [List.length_cons]
  all_goals exact Nat.lt_succ_of_le (List.length_filter_le _ _)

#eval quicksort [3,1,2]

theorem log2'_lt (n : Nat) (h : n ≤ 1) : log2' n = 0 := by
  unfold log2'
  simp [h]

def sumTo (n : Nat) : Nat := go n 0
where
  go (n acc : Nat) : Nat := match n with
    | 0 => acc
    | n + 1 => go n (acc + n + 1)

theorem go_eq (n acc : Nat) : sumTo.go n acc = sumTo.go n 0 + acc := by
  induction n generalizing acc with
  | zero => simp [sumTo.go]
  | succ n ih => rw [sumTo.go, sumTo.go, ih, ih (0 + n + 1)]; omega

def ack : Nat → Nat → Nat
  | 0, n => n + 1
  | m + 1, 0 => ack m 1
  | m + 1, n + 1 => ack m (ack (m + 1) n)
termination_by m n => (m, n)

theorem ack_pos (m n : Nat) : 0 < ack m n := by
  fun_induction ack m n with
  | case1 => simp
  | case2 m ih => exact ih
  | case3 m n ih1 ih2 => exact ih2

inductive Term where
  | var (n : Nat) | app (f : String) (args : List Term)

def Term.depth : Term → Nat
  | var _ => 0
  | app _ args => 1 + (args.attach.map fun ⟨t, _⟩ => t.depth).foldr max 0

def Term.depth2 : Term → Nat
  | var _ => 0
  | app _ args => 1 + (args.map depth2).foldr max 0

#eval (Term.app "f" [.var 1, .app "g" [.var 2]]).depth2

theorem d2 (n : Nat) : (Term.var n).depth2 = 0 := by rw [Term.depth2]

theorem d3 (f : String) (args : List Term) : (Term.app f args).depth2 = 1 + (args.map Term.depth2).foldr max 0 := by
  rw [Term.depth2]
