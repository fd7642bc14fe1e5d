/-! Strong induction follows from induction. -/

theorem strong_induction (p : Nat → Prop) (h : ∀ n, (∀ m, m < n → p m) → p n) : ∀ n, p n := by
  have all : ∀ n m, m < n → p m := by
    intro n
    induction n with
    | zero =>
      intro m hm
      omega
    | succ n ih =>
      intro m hm
      apply h
      intro k hk
      exact ih k (by omega)
  exact fun n => all (n + 1) n (by omega)
