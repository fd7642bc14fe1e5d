/-! Filtering keeps exactly the elements with the property, and never lengthens. -/

theorem mem_filter_iff {α : Type} (p : α → Bool) (a : α) (xs : List α) : a ∈ xs.filter p ↔ a ∈ xs ∧ p a = true := by
  sorry

theorem length_filter_add (p : Nat → Bool) (xs : List Nat) :
    (xs.filter p).length + (xs.filter fun x => !p x).length = xs.length := by
  sorry
