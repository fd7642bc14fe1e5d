/-! `intro`, `exact`, `apply`, `refine`, `constructor`, `left`, `right`, `exists`, `assumption`, `have`, `show`,
`suffices` -/

theorem and_swap (p q : Prop) (h : p ∧ q) : q ∧ p := by
  constructor
  · exact h.2
  · exact h.1

theorem or_swap (p q : Prop) : p ∨ q → q ∨ p := by
  intro h
  cases h with
  | inl hp => right; assumption
  | inr hq => left; assumption

theorem chain (p q r : Prop) (f : p → q) (g : q → r) : p → r := by
  intro hp
  apply g
  apply f
  exact hp

theorem three (p q r : Prop) (hp : p) (hq : q) (hr : r) : p ∧ q ∧ r := by
  refine ⟨?_, ?_, ?_⟩ <;> first | exact hp | exact hq | exact hr

theorem three' (p q r : Prop) (hp : p) (hq : q) (hr : r) : p ∧ q ∧ r := by
  repeat' constructor
  all_goals assumption

theorem witness : ∃ n : Nat, n * n = 49 := by
  exists 7

theorem witness' : ∃ n : Nat, n * n = 49 := ⟨7, rfl⟩

theorem steps : 3 = 3 := by
  have h : 1 + 2 = 3 := rfl
  show 3 = 3
  suffices h2 : 1 + 2 = 1 + 2 by exact h ▸ h2
  rfl

theorem pattern (p q : Prop) : p ∧ q ↔ q ∧ p := by
  constructor <;> intro ⟨a, b⟩ <;> exact ⟨b, a⟩

theorem specialised (h : ∀ n : Nat, n = n + 0) : 1 = 1 := by
  specialize h 1
  exact h

theorem generalised (a b : Nat) : a + b = b + a := by
  generalize h : a + b = c
  rw [← h, Nat.add_comm]

theorem exfalso_use (p : Prop) (h : p) (n : ¬p) : 1 = 2 := by
  exfalso
  exact n h

theorem absurd_use (p : Prop) (h : p) (n : ¬p) : 1 = 2 := by contradiction

theorem iff_left (p q : Prop) (h : p ↔ q) (hp : p) : q := h.mp hp

theorem rotate (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  rotate_left
  · exact hq
  · exact hp

theorem by_case (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  constructor
  case right => exact hq
  case left => exact hp

theorem triv : True := by trivial

theorem renamed (a : Nat) : a = 2 → 2 = a := by
  intro
  rename_i h
  exact h.symm

theorem cleared (a b : Nat) (h : a = b) (_unused : b = b) : b = a := by
  revert h
  intro h
  exact h.symm
