/-! An order that is total and antisymmetric: at most one least element. -/

structure LinearOrder (α : Type) where
  le : α → α → Prop
  refl : ∀ a, le a a
  antisymm : ∀ a b, le a b → le b a → a = b
  trans : ∀ a b c, le a b → le b c → le a c
  total : ∀ a b, le a b ∨ le b a

theorem least_unique {α : Type} (o : LinearOrder α) (a b : α) (ha : ∀ x, o.le a x) (hb : ∀ x, o.le b x) : a = b := by
  sorry

theorem exists_max {α : Type} (o : LinearOrder α) (x : α) (xs : List α) :
    ∃ m, m ∈ x :: xs ∧ ∀ y, y ∈ x :: xs → o.le y m :=
  by
  sorry
