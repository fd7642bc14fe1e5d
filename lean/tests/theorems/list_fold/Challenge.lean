/-! A left fold is a right fold over the reversed list. -/

theorem foldl_eq_foldr_reverse {α β : Type} (f : β → α → β) (b : β) (xs : List α) :
    xs.foldl f b = xs.reverse.foldr (fun x y => f y x) b := by
  sorry
