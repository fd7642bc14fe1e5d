/-! `induction`, `cases`, `rcases`, `obtain`, `rintro`, `injection`, `nofun`, pattern matching in theorems -/

theorem zero_add' (n : Nat) : 0 + n = n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [← Nat.add_assoc, ih]

theorem add_comm' (a b : Nat) : a + b = b + a := by
  induction b with
  | zero => simp
  | succ b ih => rw [Nat.add_succ, ih, ← Nat.succ_add]

inductive Tree (α : Type) where
  | leaf : Tree α
  | node (left : Tree α) (x : α) (right : Tree α) : Tree α

def Tree.size {α : Type} : Tree α → Nat
  | leaf => 0
  | node l _ r => l.size + 1 + r.size

def Tree.mirror {α : Type} : Tree α → Tree α
  | leaf => leaf
  | node l x r => node r.mirror x l.mirror

theorem Tree.size_mirror {α : Type} (t : Tree α) : t.mirror.size = t.size := by
  induction t with
  | leaf => rfl
  | node l x r ihl ihr => simp [mirror, size, ihl, ihr, Nat.add_comm, Nat.add_left_comm, Nat.add_assoc]

theorem Tree.mirror_mirror {α : Type} (t : Tree α) : t.mirror.mirror = t := by
  induction t with
  | leaf => rfl
  | node l x r ihl ihr => simp [mirror, ihl, ihr]

theorem generalizing_use {α : Type} (xs acc : List α) : xs.reverseAux acc = xs.reverse ++ acc := by
  induction xs generalizing acc with
  | nil => rfl
  | cons x xs ih => rw [List.reverseAux, ih, List.reverse_cons, List.append_assoc]; rfl

theorem no_max (h : ∃ n : Nat, ∀ m : Nat, m ≤ n) : False := by
  obtain ⟨n, h⟩ := h
  exact absurd (h (n + 1)) (Nat.not_succ_le_self n)

theorem either (x y : Nat) (h : x = y ∨ x = y + 0) : x = y := by
  rcases h with h | h <;> assumption

theorem nested (p q r : Prop) : p ∧ (q ∨ r) → (p ∧ q) ∨ (p ∧ r) := by
  rintro ⟨hp, hq | hr⟩
  · exact .inl ⟨hp, hq⟩
  · exact .inr ⟨hp, hr⟩

theorem through (x y : Nat) (h : ∃ z, x = z ∧ z = y) : x = y := by
  obtain ⟨z, rfl, h⟩ := h
  exact h

theorem succ_inj (a b : Nat) (h : a + 1 = b + 1) : a = b := by injection h

theorem no_zero (n : Nat) : n + 1 ≠ 0 := by nofun

theorem cons_ne (x : Nat) (xs : List Nat) : x :: xs ≠ [] := by
  intro h
  cases h

theorem by_match : (n : Nat) → n * 0 = 0
  | 0 => rfl
  | n + 1 => by rw [Nat.mul_zero]

theorem strong (p : Nat → Prop) (h : ∀ n, (∀ m, m < n → p m) → p n) (n : Nat) : p n := by
  induction n using Nat.strongInductionOn with
  | ind n ih => exact h n ih
