/-! Append is associative with neutral element, and adds lengths. -/

theorem append_assoc {α : Type} (xs ys zs : List α) : xs ++ ys ++ zs = xs ++ (ys ++ zs) := by
  sorry

theorem append_nil {α : Type} (xs : List α) : xs ++ [] = xs := by
  sorry

theorem length_append {α : Type} (xs ys : List α) : (xs ++ ys).length = xs.length + ys.length := by
  sorry
