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

theorem mem_place (a x : Nat) (xs : List Nat) : a ∈ place x xs ↔ a = x ∨ a ∈ xs := by
  induction xs with
  | nil => simp [place]
  | cons y ys ih =>
    unfold place
    split
    · simp
    · simp [ih, or_left_comm]

theorem sorted_place (x : Nat) (xs : List Nat) (h : Sorted xs) : Sorted (place x xs) := by
  induction xs with
  | nil => exact ⟨fun y hy => absurd hy List.not_mem_nil, trivial⟩
  | cons y ys ih =>
    unfold place
    split
    next le =>
      refine ⟨fun z hz => ?_, h⟩
      cases List.mem_cons.mp hz with
      | inl e => exact e ▸ le
      | inr hz => exact Nat.le_trans le (h.1 z hz)
    next gt =>
      refine ⟨fun z hz => ?_, ih h.2⟩
      cases (mem_place z x ys).mp hz with
      | inl e => omega
      | inr hz => exact h.1 z hz

theorem length_place (x : Nat) (xs : List Nat) : (place x xs).length = xs.length + 1 := by
  induction xs with
  | nil => rfl
  | cons y ys ih =>
    unfold place
    split
    · rfl
    · rw [List.length_cons, ih, List.length_cons]

theorem mem_sort (a : Nat) (xs : List Nat) : a ∈ sort xs ↔ a ∈ xs := by
  induction xs with
  | nil => exact Iff.rfl
  | cons x xs ih => rw [sort, mem_place, ih, List.mem_cons]

theorem sorted_sort (xs : List Nat) : Sorted (sort xs) := by
  induction xs with
  | nil => trivial
  | cons x xs ih => exact sorted_place x _ ih

theorem length_sort (xs : List Nat) : (sort xs).length = xs.length := by
  induction xs with
  | nil => rfl
  | cons x xs ih => rw [sort, length_place, ih, List.length_cons]
