/-! Quotient and remainder exist and are unique. -/

theorem division_exists (a b : Nat) (hb : 0 < b) : ∃ q r, a = b * q + r ∧ r < b := by
  sorry

theorem division_unique {b q r q' r' : Nat} (h : b * q + r = b * q' + r') (hr : r < b) (hr' : r' < b) :
    q = q' ∧ r = r' :=
  by
  sorry
