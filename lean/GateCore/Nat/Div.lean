prelude
import GateCore.AC

/-!
# Natural numbers: subtraction, division with remainder, divisibility
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u

namespace Nat

/-! ## Order, continued -/

protected theorem le_of_not_lt {a b : Nat} (h : ¬a < b) : b ≤ a := Nat.not_lt.mp h
protected theorem lt_of_not_le {a b : Nat} (h : ¬a ≤ b) : b < a := Nat.not_le.mp h
protected theorem not_le_of_lt {a b : Nat} (h : a < b) : ¬b ≤ a := Nat.not_le.mpr h
protected theorem not_lt_of_le {a b : Nat} (h : a ≤ b) : ¬b < a := Nat.not_lt.mpr h
protected theorem lt_of_le_of_ne {a b : Nat} (h : a ≤ b) (ne : a ≠ b) : a < b :=
  (Nat.lt_or_ge a b).elim id fun h' => absurd (Nat.le_antisymm h h') ne

protected theorem lt_or_gt_of_ne {a b : Nat} (ne : a ≠ b) : a < b ∨ a > b :=
  (Nat.lt_or_ge a b).elim .inl fun h => .inr (Nat.lt_of_le_of_ne h ne.symm)

protected theorem lt_trichotomy (a b : Nat) : a < b ∨ a = b ∨ b < a :=
  if h : a = b then .inr (.inl h) else (Nat.lt_or_gt_of_ne h).elim .inl fun h => .inr (.inr h)

protected theorem le_or_lt (a b : Nat) : a ≤ b ∨ b < a := (Nat.lt_or_ge b a).symm
protected theorem eq_or_lt_of_le {a b : Nat} (h : a ≤ b) : a = b ∨ a < b :=
  if e : a = b then .inl e else .inr (Nat.lt_of_le_of_ne h e)

protected theorem lt_asymm {a b : Nat} (h : a < b) : ¬b < a := Nat.not_lt_of_le (Nat.le_of_lt h)
protected theorem lt_of_lt_of_eq {a b c : Nat} (h : a < b) (e : b = c) : a < c := e ▸ h
protected theorem le_of_le_of_eq {a b c : Nat} (h : a ≤ b) (e : b = c) : a ≤ c := e ▸ h
protected theorem ne_of_gt {a b : Nat} (h : b < a) : a ≠ b := (Nat.ne_of_lt h).symm
protected theorem pos_iff_ne_zero {n : Nat} : 0 < n ↔ n ≠ 0 := ⟨Nat.ne_of_gt, pos_of_ne_zero⟩
protected theorem le_antisymm_iff {a b : Nat} : a = b ↔ a ≤ b ∧ b ≤ a :=
  ⟨fun h => h ▸ ⟨Nat.le_refl a, Nat.le_refl a⟩, fun h => Nat.le_antisymm h.1 h.2⟩

theorem zero_lt_succ (n : Nat) : 0 < succ n := succ_pos n
protected theorem zero_lt_of_lt {a b : Nat} (h : a < b) : 0 < b := Nat.lt_of_le_of_lt (Nat.zero_le a) h
theorem le_of_lt_succ {a b : Nat} (h : a < succ b) : a ≤ b := Nat.le_of_succ_le_succ h
theorem le_of_lt_add_one {a b : Nat} (h : a < b + 1) : a ≤ b := Nat.le_of_succ_le_succ h
theorem lt_add_one (n : Nat) : n < n + 1 := Nat.le_refl _
theorem lt_add_one_of_le {a b : Nat} (h : a ≤ b) : a < b + 1 := Nat.succ_le_succ h
theorem lt_succ_of_le {a b : Nat} (h : a ≤ b) : a < succ b := Nat.succ_le_succ h
theorem succ_le_of_lt {a b : Nat} (h : a < b) : succ a ≤ b := h
theorem lt_of_succ_le {a b : Nat} (h : succ a ≤ b) : a < b := h
theorem add_lt_add_left {a b : Nat} (h : a < b) (k : Nat) : k + a < k + b := add_le_add_left (n := a + 1) h k
theorem add_lt_add_right {a b : Nat} (h : a < b) (k : Nat) : a + k < b + k :=
  Nat.add_comm k a ▸ Nat.add_comm k b ▸ add_lt_add_left h k

theorem exists_eq_add_of_le {a b : Nat} (h : a ≤ b) : ∃ k, b = a + k := by
  induction h with
  | refl => exact ⟨0, rfl⟩
  | step _ ih => exact ih.elim fun k e => ⟨k + 1, congrArg succ e⟩

theorem exists_eq_add_of_lt {a b : Nat} (h : a < b) : ∃ k, b = a + k + 1 :=
  (exists_eq_add_of_le h).elim fun k e => ⟨k, e.trans (Nat.add_right_comm a 1 k)⟩

theorem succ_lt_succ {a b : Nat} (h : a < b) : a + 1 < b + 1 := Nat.succ_le_succ h
theorem lt_of_succ_lt_succ {a b : Nat} (h : a + 1 < b + 1) : a < b := Nat.le_of_succ_le_succ h
theorem lt_succ_of_lt {a b : Nat} (h : a < b) : a < b + 1 := Nat.le_of_lt (Nat.succ_le_succ h)
theorem lt_of_succ_lt {a b : Nat} (h : a + 1 < b) : a < b := Nat.le_of_lt h

/-! ## Bounded quantifiers are decidable -/

instance decidableBallLT :
    (n : Nat) → (p : (k : Nat) → k < n → Prop) → [d : ∀ k h, Decidable (p k h)] → Decidable (∀ k h, p k h)
  | 0, _, _ => isTrue fun k h => absurd h (not_lt_zero k)
  | n + 1, p, d =>
    match decidableBallLT n (fun k h => p k (lt_succ_of_lt h)), d n (lt_succ_self n) with
    | isFalse h, _ => isFalse fun f => h fun k hk => f k (lt_succ_of_lt hk)
    | isTrue _, isFalse h => isFalse fun f => h (f n _)
    | isTrue h, isTrue h' => isTrue fun k hk =>
      if e : k = n then by subst e; exact h' else h k (Nat.lt_of_le_of_ne (le_of_lt_succ hk) e)

instance decidableForallLT (n : Nat) (p : Nat → Prop) [DecidablePred p] : Decidable (∀ k, k < n → p k) :=
  decidableBallLT n fun k _ => p k

instance decidableForallLE (n : Nat) (p : Nat → Prop) [DecidablePred p] : Decidable (∀ k, k ≤ n → p k) :=
  decidable_of_iff (∀ k, k < n + 1 → p k) ⟨fun h k hk => h k (Nat.lt_succ_of_le hk),
    fun h k hk => h k (le_of_lt_succ hk)⟩

instance decidableExistsLT : (n : Nat) → (p : Nat → Prop) → [d : DecidablePred p] → Decidable (∃ k, k < n ∧ p k)
  | 0, _, _ => isFalse fun ⟨k, h, _⟩ => not_lt_zero k h
  | n + 1, p, d =>
    match decidableExistsLT n p, d n with
    | isTrue h, _ => isTrue (h.elim fun k hk => ⟨k, lt_succ_of_lt hk.1, hk.2⟩)
    | isFalse _, isTrue h => isTrue ⟨n, lt_succ_self n, h⟩
    | isFalse h, isFalse h' => isFalse fun ⟨k, hk, hp⟩ =>
      if e : k = n then h' (e ▸ hp) else h ⟨k, Nat.lt_of_le_of_ne (le_of_lt_succ hk) e, hp⟩

/-! ## Subtraction -/

theorem sub_eq_zero_of_le {a b : Nat} (h : a ≤ b) : a - b = 0 := by
  obtain ⟨k, rfl⟩ := exists_eq_add_of_le h
  induction k with
  | zero => exact Nat.sub_self a
  | succ k ih => exact congrArg pred (ih (le_add_right a k))

theorem add_sub_of_le {a b : Nat} (h : a ≤ b) : a + (b - a) = b := by
  obtain ⟨k, rfl⟩ := exists_eq_add_of_le h
  rw [Nat.add_sub_cancel_left]

@[simp] protected theorem sub_add_cancel {a b : Nat} (h : b ≤ a) : a - b + b = a := by rw [Nat.add_comm, add_sub_of_le h]
protected theorem add_sub_add_right (a k b : Nat) : a + k - (b + k) = a - b := by
  induction k with
  | zero => rfl
  | succ k ih => exact (succ_sub_succ (a + k) (b + k)).trans ih

protected theorem add_sub_add_left (k a b : Nat) : k + a - (k + b) = a - b := by
  rw [Nat.add_comm k a, Nat.add_comm k b, Nat.add_sub_add_right]

protected theorem add_sub_assoc {b c : Nat} (h : c ≤ b) (a : Nat) : a + b - c = a + (b - c) := by
  obtain ⟨k, rfl⟩ := exists_eq_add_of_le h
  rw [Nat.add_sub_cancel_left, Nat.add_left_comm, Nat.add_sub_cancel_left]

theorem sub_le (a b : Nat) : a - b ≤ a := by
  induction b with
  | zero => exact Nat.le_refl a
  | succ b ih => exact Nat.le_trans (Nat.pred_le_pred (Nat.le_trans ih (le_succ a))) (Nat.le_refl a)

theorem sub_lt {a b : Nat} (ha : 0 < a) (hb : 0 < b) : a - b < a := by
  cases a with
  | zero => exact absurd ha (Nat.lt_irrefl 0)
  | succ a => cases b with
    | zero => exact absurd hb (Nat.lt_irrefl 0)
    | succ b => rw [Nat.add_sub_add_right]; exact lt_succ_of_le (sub_le a b)

protected theorem sub_sub (a b c : Nat) : a - b - c = a - (b + c) := by
  induction c with
  | zero => rfl
  | succ c ih => exact congrArg pred ih

theorem sub_succ_lt_self {a i : Nat} (h : i < a) : a - (i + 1) < a - i := by
  obtain ⟨k, rfl⟩ := exists_eq_add_of_lt h
  rw [show i + k + 1 = i + 1 + k from Nat.add_right_comm i k 1, Nat.add_sub_cancel_left, Nat.add_assoc,
    Nat.add_sub_cancel_left, Nat.add_comm]
  exact Nat.lt_succ_self k

theorem pred_lt {n : Nat} (h : n ≠ 0) : pred n < n := by
  cases n with
  | zero => exact absurd rfl h
  | succ n => exact Nat.lt_succ_self n

theorem pred_lt_of_lt {n m : Nat} (h : m < n) : pred n < n := pred_lt (Nat.ne_of_gt (Nat.zero_lt_of_lt h))
theorem sub_pos_of_lt {a b : Nat} (h : a < b) : 0 < b - a := by
  obtain ⟨k, rfl⟩ := exists_eq_add_of_lt h
  rw [Nat.add_assoc, Nat.add_sub_cancel_left]; exact succ_pos k

protected theorem mul_sub (k a b : Nat) : k * (a - b) = k * a - k * b := by
  cases Nat.le_total a b with
  | inl h => rw [sub_eq_zero_of_le h, sub_eq_zero_of_le (mul_le_mul_left k h), Nat.mul_zero]
  | inr h =>
    obtain ⟨c, rfl⟩ := exists_eq_add_of_le h
    rw [Nat.add_sub_cancel_left, Nat.mul_add, Nat.add_sub_cancel_left]

protected theorem sub_mul (a b k : Nat) : (a - b) * k = a * k - b * k := by
  rw [Nat.mul_comm, Nat.mul_sub, Nat.mul_comm k, Nat.mul_comm k]

/-! ## Multiplication and order -/

theorem le_mul_of_pos_left {k : Nat} (n : Nat) (h : 0 < k) : n ≤ k * n :=
  Nat.le_trans (Nat.le_of_eq (Nat.one_mul n).symm) (mul_le_mul_right n h)

theorem le_mul_of_pos_right {k : Nat} (n : Nat) (h : 0 < k) : n ≤ n * k := Nat.mul_comm k n ▸ le_mul_of_pos_left n h
protected theorem mul_le_mul {a b c d : Nat} (h₁ : a ≤ b) (h₂ : c ≤ d) : a * c ≤ b * d :=
  Nat.le_trans (mul_le_mul_right c h₁) (mul_le_mul_left b h₂)

protected theorem mul_lt_mul_left {a b k : Nat} (k0 : 0 < k) (h : a < b) : k * a < k * b :=
  Nat.lt_of_lt_of_le (Nat.lt_of_lt_of_eq (Nat.add_lt_add_left k0 (k * a)) (Nat.mul_succ k a).symm) (mul_le_mul_left k h)

protected theorem le_of_mul_le_mul_left {a b k : Nat} (h : k * a ≤ k * b) (k0 : 0 < k) : a ≤ b :=
  Nat.le_of_not_lt fun n => Nat.not_lt_of_le h (Nat.mul_lt_mul_left k0 n)

protected theorem lt_of_mul_lt_mul_left {a b k : Nat} (h : k * a < k * b) : a < b :=
  Nat.lt_of_not_le fun n => Nat.not_le_of_lt h (mul_le_mul_left k n)

protected theorem eq_of_mul_eq_mul_left {a b k : Nat} (k0 : 0 < k) (h : k * a = k * b) : a = b :=
  Nat.le_antisymm (Nat.le_of_mul_le_mul_left (Nat.le_of_eq h) k0) (Nat.le_of_mul_le_mul_left (Nat.le_of_eq h.symm) k0)

protected theorem eq_of_mul_eq_mul_right {a b k : Nat} (k0 : 0 < k) (h : a * k = b * k) : a = b :=
  Nat.eq_of_mul_eq_mul_left k0 (by rw [Nat.mul_comm k, Nat.mul_comm k, h])

theorem eq_zero_of_mul_eq_zero {a b : Nat} (h : a * b = 0) : a = 0 ∨ b = 0 := by
  cases a with
  | zero => exact .inl rfl
  | succ a => cases b with
    | zero => exact .inr rfl
    | succ b => exact absurd h (Nat.ne_of_gt (Nat.mul_pos (succ_pos a) (succ_pos b)))

protected theorem mul_eq_zero {a b : Nat} : a * b = 0 ↔ a = 0 ∨ b = 0 :=
  ⟨eq_zero_of_mul_eq_zero, fun h => h.elim (fun h => by rw [h, Nat.zero_mul]) (fun h => by rw [h, Nat.mul_zero])⟩

/-! ## Division with remainder -/

theorem divFuel_stable : ∀ (f g x y : Nat), x ≤ f → x ≤ g → divFuel f x y = divFuel g x y
  | 0, 0, _, _, _, _ => rfl
  | 0, g + 1, x, y, hf, _ => by
    have hx : x = 0 := Nat.le_antisymm hf (Nat.zero_le x)
    rw [divFuel, divFuel, if_neg]
    exact fun h => Nat.lt_irrefl 0 (Nat.lt_of_lt_of_le h.1 (hx ▸ h.2))
  | f + 1, 0, x, y, _, hg => by
    have hx : x = 0 := Nat.le_antisymm hg (Nat.zero_le x)
    rw [divFuel, divFuel, if_neg]
    exact fun h => Nat.lt_irrefl 0 (Nat.lt_of_lt_of_le h.1 (hx ▸ h.2))
  | f + 1, g + 1, x, y, hf, hg => by
    rw [divFuel, divFuel]
    split
    next h =>
      have lt : x - y < x := sub_lt (Nat.lt_of_lt_of_le h.1 h.2) h.1
      rw [divFuel_stable f g (x - y) y (Nat.le_of_lt_succ (Nat.lt_of_lt_of_le lt hf))
        (Nat.le_of_lt_succ (Nat.lt_of_lt_of_le lt hg))]
    next => rfl

theorem modFuel_stable : ∀ (f g x y : Nat), x ≤ f → x ≤ g → modFuel f x y = modFuel g x y
  | 0, 0, _, _, _, _ => rfl
  | 0, g + 1, x, y, hf, _ => by
    have hx : x = 0 := Nat.le_antisymm hf (Nat.zero_le x)
    rw [modFuel, modFuel, if_neg]
    exact fun h => Nat.lt_irrefl 0 (Nat.lt_of_lt_of_le h.1 (hx ▸ h.2))
  | f + 1, 0, x, y, _, hg => by
    have hx : x = 0 := Nat.le_antisymm hg (Nat.zero_le x)
    rw [modFuel, modFuel, if_neg]
    exact fun h => Nat.lt_irrefl 0 (Nat.lt_of_lt_of_le h.1 (hx ▸ h.2))
  | f + 1, g + 1, x, y, hf, hg => by
    rw [modFuel, modFuel]
    split
    next h =>
      have lt : x - y < x := sub_lt (Nat.lt_of_lt_of_le h.1 h.2) h.1
      rw [modFuel_stable f g (x - y) y (Nat.le_of_lt_succ (Nat.lt_of_lt_of_le lt hf))
        (Nat.le_of_lt_succ (Nat.lt_of_lt_of_le lt hg))]
    next => rfl

theorem div_eq (x y : Nat) : x / y = if 0 < y ∧ y ≤ x then (x - y) / y + 1 else 0 := by
  show divFuel x x y = if 0 < y ∧ y ≤ x then divFuel (x - y) (x - y) y + 1 else 0
  rw [divFuel_stable x (x + 1) x y (Nat.le_refl x) (le_succ x), divFuel]
  split
  next h => rw [divFuel_stable x (x - y) (x - y) y (sub_le x y) (Nat.le_refl _)]
  next => rfl

theorem mod_eq (x y : Nat) : x % y = if 0 < y ∧ y ≤ x then (x - y) % y else x := by
  show modFuel x x y = if 0 < y ∧ y ≤ x then modFuel (x - y) (x - y) y else x
  rw [modFuel_stable x (x + 1) x y (Nat.le_refl x) (le_succ x), modFuel]
  split
  next h => rw [modFuel_stable x (x - y) (x - y) y (sub_le x y) (Nat.le_refl _)]
  next => rfl

theorem div_eq_of_lt {a b : Nat} (h : a < b) : a / b = 0 := by
  rw [div_eq, if_neg fun h' => Nat.not_lt_of_le h'.2 h]

theorem mod_eq_of_lt {a b : Nat} (h : a < b) : a % b = a := by
  rw [mod_eq, if_neg fun h' => Nat.not_lt_of_le h'.2 h]

@[simp] protected theorem div_zero (a : Nat) : a / 0 = 0 := by rw [div_eq, if_neg fun h => Nat.lt_irrefl 0 h.1]
@[simp] theorem mod_zero (a : Nat) : a % 0 = a := by rw [mod_eq, if_neg fun h => Nat.lt_irrefl 0 h.1]
@[simp] protected theorem zero_div (b : Nat) : 0 / b = 0 := rfl
@[simp] theorem zero_mod (b : Nat) : 0 % b = 0 := rfl
theorem add_div_right (x : Nat) {z : Nat} (H : 0 < z) : (x + z) / z = x / z + 1 := by
  rw [div_eq, if_pos ⟨H, le_add_left z x⟩, Nat.add_sub_cancel]

@[simp] theorem add_mod_right (x z : Nat) : (x + z) % z = x % z := by
  cases Nat.eq_zero_or_pos z with
  | inl h => rw [h, Nat.add_zero]
  | inr h => rw [mod_eq, if_pos ⟨h, le_add_left z x⟩, Nat.add_sub_cancel]

theorem mod_lt (x : Nat) {y : Nat} (h : 0 < y) : x % y < y := by
  induction x using Nat.strongInductionOn with
  | ind x ih =>
    cases Nat.lt_or_ge x y with
    | inl lt => rw [mod_eq_of_lt lt]; exact lt
    | inr ge => rw [mod_eq, if_pos ⟨h, ge⟩]; exact ih (x - y) (sub_lt (Nat.lt_of_lt_of_le h ge) h)

theorem div_add_mod (m n : Nat) : n * (m / n) + m % n = m := by
  induction m using Nat.strongInductionOn with
  | ind m ih =>
    cases Nat.eq_zero_or_pos n with
    | inl h => subst h; rw [mod_zero, Nat.zero_mul, Nat.zero_add]
    | inr h =>
      cases Nat.lt_or_ge m n with
      | inl lt => rw [mod_eq_of_lt lt, div_eq_of_lt lt, Nat.mul_zero, Nat.zero_add]
      | inr ge =>
        rw [mod_eq, if_pos ⟨h, ge⟩, div_eq, if_pos ⟨h, ge⟩, Nat.mul_add_one, Nat.add_right_comm, ih (m - n)
          (sub_lt (Nat.lt_of_lt_of_le h ge) h)]
        exact Nat.sub_add_cancel ge

theorem mod_add_div (m k : Nat) : m % k + k * (m / k) = m := by rw [Nat.add_comm, div_add_mod]
theorem mod_le (x y : Nat) : x % y ≤ x := Nat.le_of_le_of_eq (le_add_right (x % y) _) (mod_add_div x y)
theorem add_mul_div_left (x z : Nat) {y : Nat} (H : 0 < y) : (x + y * z) / y = x / y + z := by
  induction z with
  | zero => rfl
  | succ z ih => rw [Nat.mul_add_one, ← Nat.add_assoc, add_div_right _ H, ih]; rfl

@[simp] theorem add_mul_mod_self_left (x y z : Nat) : (x + y * z) % y = x % y := by
  induction z with
  | zero => rfl
  | succ z ih => rw [Nat.mul_add_one, ← Nat.add_assoc, add_mod_right, ih]

@[simp] theorem mul_mod_right (m n : Nat) : m * n % m = 0 := by
  rw [← Nat.zero_add (m * n), add_mul_mod_self_left, zero_mod]

@[simp] theorem mul_mod_left (m n : Nat) : m * n % n = 0 := by rw [Nat.mul_comm, mul_mod_right]
@[simp] theorem mod_self (n : Nat) : n % n = 0 := by
  have h := add_mod_right 0 n
  rwa [Nat.zero_add, zero_mod] at h

@[simp] theorem mod_one (n : Nat) : n % 1 = 0 :=
  Nat.le_antisymm (Nat.le_of_lt_succ (mod_lt n (Nat.le_refl 1))) (Nat.zero_le _)

@[simp] protected theorem mul_div_right (n : Nat) {m : Nat} (H : 0 < m) : m * n / m = n := by
  rw [← Nat.zero_add (m * n), add_mul_div_left 0 n H, Nat.zero_div, Nat.zero_add]

protected theorem mul_div_cancel_left (m : Nat) {n : Nat} (H : 0 < n) : n * m / n = m := Nat.mul_div_right m H
protected theorem mul_div_cancel (m : Nat) {n : Nat} (H : 0 < n) : m * n / n = m := by
  rw [Nat.mul_comm, Nat.mul_div_right m H]

@[simp] protected theorem div_self {n : Nat} (h : 0 < n) : n / n = 1 := by
  rw [show n / n = n * 1 / n by rw [Nat.mul_one], Nat.mul_div_right 1 h]

@[simp] protected theorem div_one (n : Nat) : n / 1 = n := by
  rw [show n / 1 = 1 * n / 1 by rw [Nat.one_mul], Nat.mul_div_right n Nat.zero_lt_one]

theorem div_mul_le_self (m n : Nat) : m / n * n ≤ m :=
  Nat.mul_comm (m / n) n ▸ Nat.le_of_le_of_eq (le_add_right _ (m % n)) (div_add_mod m n)

theorem lt_mul_div_succ (a : Nat) {b : Nat} (h : 0 < b) : a < b * (a / b + 1) :=
  Nat.lt_of_lt_of_eq (Nat.lt_of_le_of_lt (Nat.le_of_eq (div_add_mod a b).symm) (add_lt_add_left (mod_lt a h) _))
    (Nat.mul_add_one b _).symm

theorem div_lt_of_lt_mul {m n k : Nat} (h : m < n * k) : m / n < k :=
  Nat.lt_of_mul_lt_mul_left (k := n) (Nat.lt_of_le_of_lt (Nat.mul_comm n _ ▸ div_mul_le_self m n) h)

theorem div_le_self (n k : Nat) : n / k ≤ n := by
  cases Nat.eq_zero_or_pos k with
  | inl h => rw [h, Nat.div_zero]; exact Nat.zero_le n
  | inr h => exact Nat.le_trans (le_mul_of_pos_right (n / k) h) (div_mul_le_self n k)

theorem div_lt_self {n k : Nat} (hn : 0 < n) (hk : 1 < k) : n / k < n :=
  div_lt_of_lt_mul (Nat.lt_of_lt_of_eq (Nat.lt_of_le_of_lt (Nat.le_of_eq (Nat.one_mul n).symm)
    (Nat.mul_comm n 1 ▸ Nat.mul_comm n k ▸ Nat.mul_lt_mul_left hn hk)) rfl)

/-- Quotient and remainder are unique. -/
theorem div_mod_unique {a b q r : Nat} (h : r < b) (e : b * q + r = a) : a / b = q ∧ a % b = r := by
  subst e
  have hb : 0 < b := Nat.zero_lt_of_lt h
  rw [Nat.add_comm, add_mul_div_left r q hb, add_mul_mod_self_left, div_eq_of_lt h, mod_eq_of_lt h, Nat.zero_add]
  exact ⟨rfl, rfl⟩

theorem mod_two_eq_zero_or_one (n : Nat) : n % 2 = 0 ∨ n % 2 = 1 :=
  match n % 2, mod_lt n (show 0 < 2 by decide) with
  | 0, _ => .inl rfl
  | 1, _ => .inr rfl
  | _ + 2, h => absurd (Nat.le_of_succ_le_succ (Nat.le_of_succ_le_succ h)) (Nat.not_succ_le_zero _)

@[simp] theorem mod_mod (a n : Nat) : a % n % n = a % n := by
  cases Nat.eq_zero_or_pos n with
  | inl h => rw [h, mod_zero, mod_zero]
  | inr h => exact mod_eq_of_lt (mod_lt a h)

/-! ## Divisibility -/

protected theorem dvd_refl (a : Nat) : a ∣ a := ⟨1, (Nat.mul_one a).symm⟩
protected theorem dvd_zero (a : Nat) : a ∣ 0 := ⟨0, rfl⟩
protected theorem one_dvd (a : Nat) : 1 ∣ a := ⟨a, (Nat.one_mul a).symm⟩
protected theorem dvd_mul_right (a b : Nat) : a ∣ a * b := ⟨b, rfl⟩
protected theorem dvd_mul_left (a b : Nat) : a ∣ b * a := ⟨b, Nat.mul_comm b a⟩
protected theorem dvd_trans {a b c : Nat} (h₁ : a ∣ b) (h₂ : b ∣ c) : a ∣ c := by
  obtain ⟨d, rfl⟩ := h₁
  obtain ⟨e, rfl⟩ := h₂
  exact ⟨d * e, Nat.mul_assoc a d e⟩

protected theorem eq_zero_of_zero_dvd {a : Nat} (h : 0 ∣ a) : a = 0 := h.elim fun c e => e.trans (Nat.zero_mul c)
@[simp] protected theorem zero_dvd {n : Nat} : 0 ∣ n ↔ n = 0 := ⟨Nat.eq_zero_of_zero_dvd, fun h => h ▸ Nat.dvd_refl 0⟩
protected theorem dvd_add {a b c : Nat} (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b + c := by
  obtain ⟨d, rfl⟩ := h₁
  obtain ⟨e, rfl⟩ := h₂
  exact ⟨d + e, (Nat.mul_add a d e).symm⟩

protected theorem dvd_sub {a b c : Nat} (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b - c := by
  obtain ⟨d, rfl⟩ := h₁
  obtain ⟨e, rfl⟩ := h₂
  exact ⟨d - e, (Nat.mul_sub a d e).symm⟩

protected theorem dvd_add_right {a b c : Nat} (h : a ∣ b) : a ∣ b + c ↔ a ∣ c :=
  ⟨fun h' => Nat.add_sub_cancel_left b c ▸ Nat.dvd_sub h' h, Nat.dvd_add h⟩

protected theorem dvd_add_left {a b c : Nat} (h : a ∣ c) : a ∣ b + c ↔ a ∣ b := Nat.add_comm c b ▸ Nat.dvd_add_right h
protected theorem dvd_mul_right_of_dvd {a b : Nat} (h : a ∣ b) (c : Nat) : a ∣ b * c :=
  Nat.dvd_trans h (Nat.dvd_mul_right b c)

protected theorem dvd_mul_left_of_dvd {a b : Nat} (h : a ∣ b) (c : Nat) : a ∣ c * b :=
  Nat.dvd_trans h (Nat.dvd_mul_left b c)

protected theorem mul_dvd_mul {a b c d : Nat} (h₁ : a ∣ b) (h₂ : c ∣ d) : a * c ∣ b * d := by
  obtain ⟨e, rfl⟩ := h₁
  obtain ⟨f, rfl⟩ := h₂
  exact ⟨e * f, by ac_rfl⟩

theorem le_of_dvd {m n : Nat} (h : 0 < n) (d : m ∣ n) : m ≤ n := by
  obtain ⟨k, rfl⟩ := d
  cases k with
  | zero => exact absurd h (Nat.lt_irrefl 0)
  | succ k => exact le_mul_of_pos_right m (succ_pos k)

protected theorem dvd_antisymm {m n : Nat} (h₁ : m ∣ n) (h₂ : n ∣ m) : m = n := by
  cases Nat.eq_zero_or_pos n with
  | inl h => subst h; exact Nat.eq_zero_of_zero_dvd h₂
  | inr h => cases Nat.eq_zero_or_pos m with
    | inl h' => subst h'; exact (Nat.eq_zero_of_zero_dvd h₁).symm
    | inr h' => exact Nat.le_antisymm (le_of_dvd h h₁) (le_of_dvd h' h₂)

theorem pos_of_dvd_of_pos {m n : Nat} (d : m ∣ n) (h : 0 < n) : 0 < m :=
  Nat.pos_of_ne_zero fun e => Nat.ne_of_gt h (Nat.eq_zero_of_zero_dvd (e ▸ d))

@[simp] protected theorem dvd_one {n : Nat} : n ∣ 1 ↔ n = 1 :=
  ⟨fun h => Nat.dvd_antisymm h (Nat.one_dvd n), fun h => h ▸ Nat.dvd_refl 1⟩

theorem mod_eq_zero_of_dvd {m n : Nat} (h : m ∣ n) : n % m = 0 := by
  obtain ⟨k, rfl⟩ := h
  exact mul_mod_right m k

theorem dvd_of_mod_eq_zero {m n : Nat} (h : n % m = 0) : m ∣ n :=
  ⟨n / m, by rw [← Nat.add_zero (m * (n / m)), ← h, div_add_mod]⟩

theorem dvd_iff_mod_eq_zero {m n : Nat} : m ∣ n ↔ n % m = 0 := ⟨mod_eq_zero_of_dvd, dvd_of_mod_eq_zero⟩
theorem emod_pos_of_not_dvd {a b : Nat} (h : ¬a ∣ b) : 0 < b % a := Nat.pos_of_ne_zero fun e => h (dvd_of_mod_eq_zero e)
instance decidable_dvd : (m n : Nat) → Decidable (m ∣ n) :=
  fun _ _ => decidable_of_decidable_of_iff dvd_iff_mod_eq_zero.symm

protected theorem mul_div_cancel' {n m : Nat} (h : n ∣ m) : n * (m / n) = m := by
  rw [← Nat.add_zero (n * (m / n)), ← mod_eq_zero_of_dvd h, div_add_mod]

protected theorem div_mul_cancel {n m : Nat} (h : n ∣ m) : m / n * n = m := by rw [Nat.mul_comm, Nat.mul_div_cancel' h]
theorem dvd_mod_iff {k m n : Nat} (h : k ∣ n) : k ∣ m % n ↔ k ∣ m := by
  rw [← Nat.dvd_add_right (Nat.dvd_mul_right_of_dvd h (m / n)), div_add_mod]

/-! ## Greatest common divisor -/

theorem gcdFuel_stable : ∀ (f g m n : Nat), m ≤ f → m ≤ g → gcdFuel f m n = gcdFuel g m n
  | 0, 0, _, _, _, _ => rfl
  | 0, g + 1, m, n, hf, _ => by rw [gcdFuel, gcdFuel, if_pos (Nat.le_antisymm hf (Nat.zero_le m))]
  | f + 1, 0, m, n, _, hg => by rw [gcdFuel, gcdFuel, if_pos (Nat.le_antisymm hg (Nat.zero_le m))]
  | f + 1, g + 1, m, n, hf, hg => by
    rw [gcdFuel, gcdFuel]
    split
    next => rfl
    next h =>
      have lt : n % m < m := mod_lt n (Nat.pos_of_ne_zero h)
      exact gcdFuel_stable f g _ _ (Nat.le_of_lt_succ (Nat.lt_of_lt_of_le lt hf))
        (Nat.le_of_lt_succ (Nat.lt_of_lt_of_le lt hg))

theorem gcd_eq (m n : Nat) : gcd m n = if m = 0 then n else gcd (n % m) m := by
  show gcdFuel m m n = if m = 0 then n else gcdFuel (n % m) (n % m) m
  rw [gcdFuel_stable m (m + 1) m n (Nat.le_refl m) (le_succ m), gcdFuel]
  split
  next => rfl
  next h => exact gcdFuel_stable _ _ _ _ (Nat.le_of_lt (mod_lt n (Nat.pos_of_ne_zero h))) (Nat.le_refl _)

@[simp] theorem gcd_zero_left (n : Nat) : gcd 0 n = n := by rw [gcd_eq, if_pos rfl]
theorem gcd_succ (m n : Nat) : gcd (succ m) n = gcd (n % succ m) (succ m) := by rw [gcd_eq, if_neg (succ_ne_zero m)]
@[simp] theorem gcd_zero_right (n : Nat) : gcd n 0 = n := by
  cases n with
  | zero => rfl
  | succ n => rw [gcd_succ, zero_mod, gcd_zero_left]

theorem gcd_rec (m n : Nat) : gcd m n = gcd (n % m) m := by
  cases m with
  | zero => rw [gcd_zero_left, gcd_zero_right, mod_zero]
  | succ m => exact gcd_succ m n

@[elab_as_elim] theorem gcd.induction {P : Nat → Nat → Prop} (m n : Nat) (H0 : ∀ n, P 0 n)
    (H1 : ∀ m n, 0 < m → P (n % m) m → P m n) : P m n := by
  induction m using Nat.strongInductionOn generalizing n with
  | ind m ih =>
    cases Nat.eq_zero_or_pos m with
    | inl h => subst h; exact H0 n
    | inr h => exact H1 m n h (ih (n % m) (mod_lt n h) m)

theorem gcd_dvd (m n : Nat) : gcd m n ∣ m ∧ gcd m n ∣ n := by
  induction m, n using gcd.induction with
  | H0 n => rw [gcd_zero_left]; exact ⟨Nat.dvd_zero n, Nat.dvd_refl n⟩
  | H1 m n h ih => rw [gcd_rec]; exact ⟨ih.2, (dvd_mod_iff ih.2).mp ih.1⟩

theorem gcd_dvd_left (m n : Nat) : gcd m n ∣ m := (gcd_dvd m n).1
theorem gcd_dvd_right (m n : Nat) : gcd m n ∣ n := (gcd_dvd m n).2
theorem dvd_gcd {k m n : Nat} (hm : k ∣ m) (hn : k ∣ n) : k ∣ gcd m n := by
  induction m, n using gcd.induction with
  | H0 n => rw [gcd_zero_left]; exact hn
  | H1 m n h ih => rw [gcd_rec]; exact ih ((dvd_mod_iff hm).mpr hn) hm

theorem dvd_gcd_iff {k m n : Nat} : k ∣ gcd m n ↔ k ∣ m ∧ k ∣ n :=
  ⟨fun h => ⟨Nat.dvd_trans h (gcd_dvd_left m n), Nat.dvd_trans h (gcd_dvd_right m n)⟩, fun h => dvd_gcd h.1 h.2⟩

theorem gcd_comm (m n : Nat) : gcd m n = gcd n m :=
  Nat.dvd_antisymm (dvd_gcd (gcd_dvd_right m n) (gcd_dvd_left m n)) (dvd_gcd (gcd_dvd_right n m) (gcd_dvd_left n m))

theorem gcd_assoc (m n k : Nat) : gcd (gcd m n) k = gcd m (gcd n k) :=
  Nat.dvd_antisymm
    (dvd_gcd (Nat.dvd_trans (gcd_dvd_left _ k) (gcd_dvd_left m n))
      (dvd_gcd (Nat.dvd_trans (gcd_dvd_left _ k) (gcd_dvd_right m n)) (gcd_dvd_right _ k)))
    (dvd_gcd (dvd_gcd (gcd_dvd_left m _) (Nat.dvd_trans (gcd_dvd_right m _) (gcd_dvd_left n k)))
      (Nat.dvd_trans (gcd_dvd_right m _) (gcd_dvd_right n k)))

@[simp] theorem gcd_one_left (n : Nat) : gcd 1 n = 1 := Nat.dvd_one.mp (gcd_dvd_left 1 n)
@[simp] theorem gcd_one_right (n : Nat) : gcd n 1 = 1 := Nat.dvd_one.mp (gcd_dvd_right n 1)
@[simp] theorem gcd_self (n : Nat) : gcd n n = n :=
  Nat.dvd_antisymm (gcd_dvd_left n n) (dvd_gcd (Nat.dvd_refl n) (Nat.dvd_refl n))

theorem eq_zero_of_gcd_eq_zero_left {m n : Nat} (h : gcd m n = 0) : m = 0 :=
  Nat.eq_zero_of_zero_dvd (h ▸ gcd_dvd_left m n)

theorem eq_zero_of_gcd_eq_zero_right {m n : Nat} (h : gcd m n = 0) : n = 0 :=
  Nat.eq_zero_of_zero_dvd (h ▸ gcd_dvd_right m n)

theorem gcd_pos_of_pos_left {m : Nat} (n : Nat) (h : 0 < m) : 0 < gcd m n := pos_of_dvd_of_pos (gcd_dvd_left m n) h

/-! ## Powers -/

@[simp] protected theorem pow_zero (b : Nat) : b ^ 0 = 1 := rfl
protected theorem pow_succ (b n : Nat) : b ^ (n + 1) = b ^ n * b := rfl
protected theorem pow_add_one (b n : Nat) : b ^ (n + 1) = b ^ n * b := rfl
@[simp] protected theorem pow_one (b : Nat) : b ^ 1 = b := Nat.one_mul b
@[simp] protected theorem one_pow (n : Nat) : 1 ^ n = 1 := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.pow_succ, ih]

theorem pow_two (a : Nat) : a ^ 2 = a * a := by rw [Nat.pow_succ, Nat.pow_one]
protected theorem pow_add (a m n : Nat) : a ^ (m + n) = a ^ m * a ^ n := by
  induction n with
  | zero => rw [Nat.add_zero, Nat.pow_zero, Nat.mul_one]
  | succ n ih => rw [← Nat.add_assoc, Nat.pow_succ, ih, Nat.pow_succ, Nat.mul_assoc]

protected theorem pow_mul (a m n : Nat) : a ^ (m * n) = (a ^ m) ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.mul_succ, Nat.pow_add, ih, Nat.pow_succ]

protected theorem mul_pow (a b n : Nat) : (a * b) ^ n = a ^ n * b ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.pow_succ, ih, Nat.pow_succ, Nat.pow_succ]; ac_rfl

theorem pow_pos {b n : Nat} (h : 0 < b) : 0 < b ^ n := by
  induction n with
  | zero => exact Nat.zero_lt_one
  | succ n ih => exact Nat.mul_pos ih h

protected theorem pow_le_pow_right {b m n : Nat} (h : 0 < b) (le : m ≤ n) : b ^ m ≤ b ^ n := by
  induction le with
  | refl => exact Nat.le_refl _
  | step _ ih => exact Nat.le_trans ih (le_mul_of_pos_right _ h)

protected theorem pow_le_pow_left {m n : Nat} (h : m ≤ n) (i : Nat) : m ^ i ≤ n ^ i := by
  induction i with
  | zero => exact Nat.le_refl 1
  | succ i ih => exact Nat.mul_le_mul ih h

/-! ## Shifts are powers of two -/

theorem shiftLeft_eq (a b : Nat) : a <<< b = a * 2 ^ b := by
  show shiftLeft a b = a * 2 ^ b
  induction b generalizing a with
  | zero => exact (Nat.mul_one a).symm
  | succ b ih => rw [shiftLeft, ih, Nat.pow_succ]; ac_rfl

theorem div_div_eq_div_mul (m n k : Nat) : m / n / k = m / (n * k) := by
  cases Nat.eq_zero_or_pos k with
  | inl h => rw [h, Nat.div_zero, Nat.mul_zero, Nat.div_zero]
  | inr hk => cases Nat.eq_zero_or_pos n with
    | inl h => rw [h, Nat.div_zero, Nat.zero_mul, Nat.div_zero, Nat.zero_div]
    | inr hn =>
      refine (div_mod_unique (q := m / n / k) (r := n * (m / n % k) + m % n) ?_ ?_).1.symm
      · have h₁ : m / n % k + 1 ≤ k := mod_lt (m / n) hk
        exact Nat.lt_of_lt_of_le (Nat.add_lt_add_left (mod_lt m hn) _)
          (Nat.le_trans (Nat.le_of_eq (Nat.mul_add_one n _).symm) (mul_le_mul_left n h₁))
      · rw [Nat.mul_assoc, ← Nat.add_assoc, ← Nat.mul_add, div_add_mod, div_add_mod]

theorem shiftRight_eq_div_pow (m n : Nat) : m >>> n = m / 2 ^ n := by
  show shiftRight m n = m / 2 ^ n
  induction n with
  | zero => exact (Nat.div_one m).symm
  | succ n ih => rw [shiftRight, ih, Nat.pow_succ, div_div_eq_div_mul]

/-! ## Minimum and maximum -/

protected theorem min_def {n m : Nat} : min n m = if n ≤ m then n else m := rfl
protected theorem max_def {n m : Nat} : max n m = if n ≤ m then m else n := rfl
@[simp] protected theorem min_eq_left {a b : Nat} (h : a ≤ b) : min a b = a := if_pos h
@[simp] protected theorem max_eq_right {a b : Nat} (h : a ≤ b) : max a b = b := if_pos h
protected theorem min_eq_right {a b : Nat} (h : b ≤ a) : min a b = b := by
  rw [Nat.min_def]
  split
  next h' => exact Nat.le_antisymm h' h
  next => rfl

protected theorem max_eq_left {a b : Nat} (h : b ≤ a) : max a b = a := by
  rw [Nat.max_def]
  split
  next h' => exact Nat.le_antisymm h h'
  next => rfl

/-! ## Negated order, for the simplifier -/

protected theorem not_le_eq (a b : Nat) : (¬a ≤ b) = (b + 1 ≤ a) := propext Nat.not_le
protected theorem not_lt_eq (a b : Nat) : (¬a < b) = (b ≤ a) := propext Nat.not_lt
protected theorem not_ge_eq (a b : Nat) : (¬a ≥ b) = (a + 1 ≤ b) := Nat.not_le_eq b a
protected theorem not_gt_eq (a b : Nat) : (¬a > b) = (a ≤ b) := Nat.not_lt_eq b a

end Nat
