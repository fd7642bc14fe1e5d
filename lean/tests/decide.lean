/-! `decide`, `by_cases`, `split`, `if`, `Decidable` instances, classical reasoning, `native_decide` -/

theorem pow_mod : (10 ^ 20) % 7 = 2 := by decide

theorem bool_all : ∀ x : Bool, (x && x) = x := by decide

theorem not_lt : ¬ 5 < 3 := by decide

theorem mem_list : 3 ∈ [1, 2, 3] := by decide

theorem all_small : ∀ x, x ∈ [1, 2, 3] → x < 4 := by decide

def factorial : Nat → Nat
  | 0 => 1
  | n + 1 => (n + 1) * factorial n

theorem factorial_20 : factorial 20 = 2432902008176640000 := by decide

theorem factorial_30 : factorial 30 = 265252859812191058636308480000000 := by decide +kernel

theorem dne (p : Prop) (h : ¬¬p) : p := by
  by_cases hp : p
  · exact hp
  · exact absurd hp h

theorem contrapositive (p q : Prop) : (p → q) ↔ (¬q → ¬p) := by
  constructor
  · intro h nq hp
    exact nq (h hp)
  · intro h hp
    apply Classical.byContradiction
    intro nq
    exact h nq hp

theorem split_if (p : Prop) [Decidable p] : (if p then 1 else 2) ≤ 2 := by
  split
  · decide
  · exact Nat.le_refl 2

theorem split_match (n : Nat) : (match n with | 0 => 1 | _ + 1 => 2) ≤ 2 := by
  split <;> decide

theorem max_right (a b : Nat) (h : a ≤ b) : max a b = b := by
  unfold max Nat.instMax
  simp [h]

open Classical in
theorem classical_if (p : Prop) : (if p then True else False) = p := by
  by_cases h : p <;> simp [h]

theorem choice_use {α : Type} (p : α → Prop) (h : ∃ x, p x) : p (Classical.choose h) := Classical.choose_spec h

theorem by_compiled_code : 10 < 20 := by native_decide
