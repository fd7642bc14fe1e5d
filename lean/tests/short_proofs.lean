/-! Short proofs by one tactic or lemma each -/

example (a b : Nat) (h : a = b) : b = a := by rw [← h]

example (a b c : Nat) (h : a = b) (h2 : b = c) : a = c := by simp only [h, h2] at *

example (x : Nat) (h : ∃ y, x = y ∧ (y = 2 ∨ ∃ z, y = z + 1)) : x > 0 := by
  rcases h with ⟨y, rfl, rfl | ⟨z, rfl⟩⟩
  · decide
  · exact Nat.succ_pos z

example (xs ys : List Nat) : (xs ++ ys).reverse = ys.reverse ++ xs.reverse := by simp

example (xs : List Nat) : xs.reverse.reverse = xs := by simp

example (f : Nat → Nat) (xs : List Nat) : (xs.map f).length = xs.length := by simp

example (xs : List Nat) (h : xs ≠ []) : 0 < xs.length := by
  cases xs with
  | nil => contradiction
  | cons x xs => simp

example (i : Fin 3) : i.val < 3 := i.isLt
example : ∀ i : Fin 3, i.val ≤ 2 := by decide

example : ∃ i : Fin 5, i.val = 3 := ⟨3, rfl⟩
example (a b : Int) (h : a ≤ b) (h' : b ≤ a) : a = b := by omega

example (a b c : Int) : a * (b + c) = a * b + a * c := by rw [Int.mul_add]

example (x : Int) : x - x = 0 := by simp

example (x : Int) : x + -x = 0 := by omega

example (a : Nat) (h : a ∣ 1) : a = 1 := Nat.dvd_one.mp h
example (a b c : Nat) (h : a ∣ b) (h' : b ∣ c) : a ∣ c := Nat.dvd_trans h h'
example (n : Nat) : n ^ 2 = n * n := by rw [Nat.pow_two]

example (n : Nat) : 2 ^ (n + 1) = 2 * 2 ^ n := by rw [Nat.pow_succ, Nat.mul_comm]

example (n : Nat) (h : 0 < n) : ∃ m, n = m + 1 := ⟨n - 1, by omega⟩
example : (∀ p : Prop, p ∨ ¬p) := Classical.em
example (p : Prop) [Decidable p] : p ∨ ¬p := Decidable.em p
example (s t : String) : s ++ t = s ++ t := rfl
example : "abc".length = 3 := by decide

example : "abc".length = 3 := rfl
example : 'a' ≠ 'b' := by decide

example : "a" ≠ "b" := by decide

example (x y : Nat × Nat) (h : x.1 = y.1) (h2 : x.2 = y.2) : x = y := by
  ext
  · exact h
  · exact h2

example (f g : Nat → Nat) (h : ∀ x, f x = g x) : f = g := by
  funext x
  exact h x

example (f : Nat → Nat) (hf : Function.Injective f) (a b : Nat) (h : f a = f b) : a = b := hf h
example : Function.Injective Nat.succ := by
  intro a b h
  injection h

example (p q : Prop) : (p ↔ q) → (q ↔ p) := Iff.symm
example (p q : Prop) (h : p ↔ q) : p = q := propext h
example (p q : Prop) (h : p ↔ q) (hp : p) : q := by rwa [← h]

example (p q : Prop) (h : p ↔ q) (hp : p) : q := by simp_all

example (a b : Nat) : (a == b) = true ↔ a = b := by simp

example (a b : Nat) (h : a ≠ b) : (if a = b then 1 else 2) = 2 := by simp [h]

example (a b : Nat) : (if a = b then b else a) = a := by split <;> simp_all

example (x : Option Nat) (h : x.isSome) : ∃ y, x = some y := by
  cases x with
  | none => simp at h
  | some y => exact ⟨y, rfl⟩

example (x : Nat) : x ∈ [x] := by simp

example (x : Nat) (xs ys : List Nat) (h : x ∈ xs) : x ∈ xs ++ ys := by simp [h]

example (x y : Nat) (xs : List Nat) (h : x ∈ y :: xs) (hne : x ≠ y) : x ∈ xs := by
  cases h with
  | head => contradiction
  | tail _ h => exact h

theorem List.myLen (xs : List Nat) : xs.foldl (fun n _ => n + 1) 0 = xs.length := by
  suffices h : ∀ k, xs.foldl (fun n _ => n + 1) k = k + xs.length by simpa using h 0
  induction xs with
  | nil => simp
  | cons x xs ih => intro k; simp [ih]; omega

example (a b c d : Nat) (h : a + b = c) (h' : c = d) : a + b = d := Eq.trans h h'
example (n m k : Nat) (h : n ≤ m) : n * k ≤ m * k := Nat.mul_le_mul_right k h
example (x y : Nat) (h : x < y) : ¬ y ≤ x := by simp [h]

example (x y : Nat) (h : ¬ x < y) : y ≤ x := by simpa using h

example (x y z : Nat) (h : x = y ∧ y = z) : x = z := h.1 ▸ h.2
example (xs : List Nat) : xs = [] ∨ ∃ y ys, xs = y :: ys := by
  match xs with
  | [] => left; rfl
  | y :: ys => right; exact ⟨y, ys, rfl⟩

example (a b c : Nat) (h : a < b) (hc : 0 < c) : a * c < b * c := Nat.mul_lt_mul_of_pos_right h hc
example (a b : Nat) (h : a * b = 0) : a = 0 ∨ b = 0 := Nat.mul_eq_zero.mp h
example (a b : Nat) : a * b = 0 ↔ a = 0 ∨ b = 0 := by simp [Nat.mul_eq_zero]

example (n : Nat) : (n + 1) * (n + 1) = n * n + 2 * n + 1 := by
  simp only [Nat.add_mul, Nat.mul_add, Nat.one_mul, Nat.mul_one]; omega

example (s : Nat → Prop) (h : ∃ n, s n) : ∃ n, s n ∧ ∀ m, s m → n ≤ m := by
  obtain ⟨n, hn⟩ := h
  induction n using Nat.strongRecOn with
  | _ n ih =>
    by_cases hm : ∃ m, m < n ∧ s m
    · obtain ⟨m, hlt, hs⟩ := hm
      exact ih m hlt hs
    · refine ⟨n, hn, fun m hs => ?_⟩
      apply Nat.le_of_not_lt
      intro hlt
      exact hm ⟨m, hlt, hs⟩

theorem zz (x : Nat) : x = x := by
  first
  | fail
  | rfl

theorem zz2 (a b c : Nat) (h : a = b) (h' : b = c) : a = c := by
  iterate 2 (first | rw [h'] at h | exact h)

theorem zz3 (p q r : Prop) : p → q → r → p ∧ q ∧ r := by
  intro hp hq hr
  exact ⟨by assumption, by assumption, by assumption⟩

theorem zz4 (p : Nat → Prop) (h : ∀ n, p n) : p 3 := by
  have := h 3
  assumption

theorem zz5 (p : Nat → Prop) (h : ∀ n, p n) : p 3 := by
  apply h

theorem zz6 (a b : Nat) (h : a = b) : a + 1 = b + 1 := by
  congr

theorem zz7 (a b : Nat) (h : a ≤ b) : ∃ c, b = a + c := Nat.exists_eq_add_of_le h

theorem zz8 (a b : Nat) : a ≤ max a b ∧ b ≤ max a b := ⟨Nat.le_max_left a b, Nat.le_max_right a b⟩

theorem zz9 {α : Type} (s t u : α → Prop) (h : ∀ x, s x → t x) (h' : ∀ x, t x → u x) : ∀ x, s x → u x :=
  fun x hx => h' x (h x hx)

theorem zz10 (a b : Nat) (hab : a < b) : ∃ c, a < c ∧ c ≤ b := ⟨b, hab, Nat.le_refl b⟩

theorem zz11 (n : Nat) : n % 2 < 2 := Nat.mod_lt n (by decide)

theorem zz12 (n : Nat) (h : n < 3) : n = 0 ∨ n = 1 ∨ n = 2 := by
  match n with
  | 0 => simp
  | 1 => simp
  | 2 => simp

theorem zz13 (n : Nat) (h : n < 3) : n = 0 ∨ n = 1 ∨ n = 2 := by omega

theorem zz14 (f : Nat → Nat) (h : ∀ n, f (n + 1) = f n) : ∀ n, f n = f 0 := by
  intro n
  induction n with
  | zero => rfl
  | succ n ih => rw [h, ih]
