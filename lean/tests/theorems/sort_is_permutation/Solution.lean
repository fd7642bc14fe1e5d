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

theorem count_place (a x : Nat) (xs : List Nat) : count a (place x xs) = (if x = a then 1 else 0) + count a xs := by
  induction xs with
  | nil => rfl
  | cons y ys ih =>
    unfold place
    split
    · rfl
    · rw [count, ih, count]
      omega

theorem perm_place (x : Nat) (xs : List Nat) : List.Perm (place x xs) (x :: xs) := by
  induction xs with
  | nil => exact .refl [x]
  | cons y ys ih =>
    unfold place
    split
    · exact .refl _
    · exact .trans (.cons y ih) (.swap x y ys)

theorem count_sort (a : Nat) (xs : List Nat) : count a (sort xs) = count a xs := by
  induction xs with
  | nil => rfl
  | cons x xs ih => rw [sort, count_place, ih, count]

theorem perm_sort (xs : List Nat) : List.Perm (sort xs) xs := by
  induction xs with
  | nil => exact .nil
  | cons x xs ih => exact (perm_place x (sort xs)).trans (.cons x ih)
