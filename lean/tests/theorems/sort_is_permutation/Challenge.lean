/-! Insertion sort rearranges. -/

/-- `x` in its place in a sorted list. -/
def place (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: place x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => place x (sort xs)

/-- How often a number occurs. -/
def count (a : Nat) : List Nat → Nat
  | [] => 0
  | x :: xs => (if x = a then 1 else 0) + count a xs

theorem count_sort (a : Nat) (xs : List Nat) : count a (sort xs) = count a xs := by
  sorry

theorem perm_sort (xs : List Nat) : List.Perm (sort xs) xs := by
  sorry
