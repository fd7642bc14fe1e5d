/-! Quotient and remainder exist and are unique. -/

theorem division_exists (a b : Nat) (hb : 0 < b) : ∃ q r, a = b * q + r ∧ r < b := by
  exact ⟨a / b, a % b, (Nat.div_add_mod a b).symm, Nat.mod_lt a hb⟩

theorem division_unique {b q r q' r' : Nat} (h : b * q + r = b * q' + r') (hr : r < b) (hr' : r' < b) :
    q = q' ∧ r = r' :=
  by
  have h1 := Nat.div_mod_unique (q := q) hr rfl
  have h2 := Nat.div_mod_unique (q := q') hr' h.symm
  exact ⟨h1.1.symm.trans h2.1, h1.2.symm.trans h2.2⟩
