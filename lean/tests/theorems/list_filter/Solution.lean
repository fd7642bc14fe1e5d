/-! Filtering keeps exactly the elements with the property, and never lengthens. -/

theorem mem_filter_iff {α : Type} (p : α → Bool) (a : α) (xs : List α) : a ∈ xs.filter p ↔ a ∈ xs ∧ p a = true := by
  exact List.mem_filter

theorem length_filter_add (p : Nat → Bool) (xs : List Nat) :
    (xs.filter p).length + (xs.filter fun x => !p x).length = xs.length := by
  induction xs with
  | nil => rfl
  | cons x xs ih =>
    cases h : p x
    · simp [h]
      omega
    · simp [h]
      omega
