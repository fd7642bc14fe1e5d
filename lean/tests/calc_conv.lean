/-! `calc`, `conv`, `congr`, `funext`, `ext`, `symm`, `ac_rfl` -/

theorem calc_eq (a b c : Nat) (h₁ : a = b) (h₂ : b = c) : a = c :=
  calc a = b := h₁
    _ = c := h₂

theorem calc_mixed (a b c : Nat) (h : a ≤ b) (h2 : b < c) : a < c := calc
  a ≤ b := h
  _ < c := h2

theorem calc_tactic (a b c : Nat) (h : a = b) : a + c = c + b := by
  calc a + c = b + c := by rw [h]
    _ = c + b := Nat.add_comm b c

theorem conv_side (a b : Nat) (h : a = b) : a + a = b + a := by
  conv => lhs; arg 1; rw [h]

theorem conv_enter (a b c : Nat) : a + (b + c) = a + (c + b) := by
  conv =>
    lhs
    enter [2]
    rw [Nat.add_comm]

theorem conv_fun : (fun x : Nat => 0 + x) = (fun x => x) := by
  conv =>
    lhs
    intro x
    rw [Nat.zero_add]

theorem conv_simp (a : Nat) : a + 0 + 0 = a := by
  conv => lhs; simp

theorem congr_use (a b c : Nat) (h : a = b) : c + a = c + b := by congr

theorem funext_use (f : Nat → Nat) (h : ∀ x, f x = x) : f = id := by
  funext x
  exact h x

theorem ext_use {α : Type} (p q : α → Prop) (h : ∀ x, p x = q x) : p = q := by
  ext x
  rw [h]

theorem symm_use (a b : Nat) (h : a = b) : b = a := by
  symm
  exact h

theorem iff_symm (p q : Prop) (h : p ↔ q) : q ↔ p := by
  symm
  assumption

theorem rearranged (a b c : Nat) : a + b + c = c + b + a := by ac_rfl
