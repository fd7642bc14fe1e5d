/-! An order that is total and antisymmetric: at most one least element. -/

structure LinearOrder (α : Type) where
  le : α → α → Prop
  refl : ∀ a, le a a
  antisymm : ∀ a b, le a b → le b a → a = b
  trans : ∀ a b c, le a b → le b c → le a c
  total : ∀ a b, le a b ∨ le b a

theorem least_unique {α : Type} (o : LinearOrder α) (a b : α) (ha : ∀ x, o.le a x) (hb : ∀ x, o.le b x) : a = b := by
  exact o.antisymm a b (ha b) (hb a)

theorem exists_max {α : Type} (o : LinearOrder α) (x : α) (xs : List α) :
    ∃ m, m ∈ x :: xs ∧ ∀ y, y ∈ x :: xs → o.le y m :=
  by
  induction xs generalizing x with
  | nil =>
    refine ⟨x, by simp, fun y hy => ?_⟩
    rw [List.mem_singleton.mp hy]
    exact o.refl x
  | cons z zs ih =>
    obtain ⟨m, hm, h⟩ := ih z
    cases o.total x m with
    | inl le =>
      refine ⟨m, List.mem_cons_of_mem x hm, fun y hy => ?_⟩
      cases List.mem_cons.mp hy with
      | inl e => exact e ▸ le
      | inr hy => exact h y hy
    | inr ge =>
      refine ⟨x, List.mem_cons_self, fun y hy => ?_⟩
      cases List.mem_cons.mp hy with
      | inl e => exact e ▸ o.refl x
      | inr hy => exact o.trans y m x (h y hy) ge
