/-! Four pigeons in three holes, and the general principle for lists of bounded numbers. -/

theorem pigeonhole (n : Nat) (f : Nat → Nat) (h : ∀ i, i < n + 1 → f i < n) :
    ∃ i j, i < j ∧ j < n + 1 ∧ f i = f j := by
  induction n generalizing f with
  | zero => exact absurd (h 0 (by decide)) (Nat.not_lt_zero _)
  | succ n ih =>
    by_cases hit : ∃ i, i < n + 1 ∧ f i = f (n + 1)
    · obtain ⟨i, hi, e⟩ := hit
      exact ⟨i, n + 1, hi, by omega, e⟩
    · have miss : ∀ i, i < n + 1 → f i ≠ f (n + 1) := fun i hi e => hit ⟨i, hi, e⟩
      let g i := if f i = n then f (n + 1) else f i
      have hg : ∀ i, i < n + 1 → g i < n := by
        intro i hi
        have h1 := h i (by omega)
        have h2 := h (n + 1) (by omega)
        have h3 := miss i hi
        show (if f i = n then f (n + 1) else f i) < n
        split <;> omega
      obtain ⟨i, j, hij, hj, e⟩ := ih g hg
      refine ⟨i, j, hij, by omega, ?_⟩
      have e' : (if f i = n then f (n + 1) else f i) = (if f j = n then f (n + 1) else f j) := e
      have h1 := miss i (by omega)
      have h2 := miss j hj
      split at e' <;> split at e' <;> omega
