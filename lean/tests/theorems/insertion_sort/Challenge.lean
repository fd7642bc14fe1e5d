/-! Insertion sort sorts, and keeps every element. -/

/-- `x` in its place in a sorted list. -/
def place (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => if x ≤ y then x :: y :: ys else y :: place x ys

def sort : List Nat → List Nat
  | [] => []
  | x :: xs => place x (sort xs)

/-- Every element is at most every later one. -/
def Sorted : List Nat → Prop
  | [] => True
  | x :: xs => (∀ y, y ∈ xs → x ≤ y) ∧ Sorted xs

theorem mem_sort (a : Nat) (xs : List Nat) : a ∈ sort xs ↔ a ∈ xs := by
  sorry

theorem sorted_sort (xs : List Nat) : Sorted (sort xs) := by
  sorry

theorem length_sort (xs : List Nat) : (sort xs).length = xs.length := by
  sorry
