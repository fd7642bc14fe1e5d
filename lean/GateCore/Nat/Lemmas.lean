prelude
import GateCore.Data.Basic

/-!
# Natural numbers: more laws, by `omega` where they are linear
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u

namespace Nat

/-! ## Induction -/

/-- Strong induction: to define or prove something for `n`, use it for all smaller numbers. -/
@[elab_as_elim] protected noncomputable def strongRecOn {motive : Nat → Sort u} (n : Nat)
    (ind : ∀ n, (∀ m, m < n → motive m) → motive n) : motive n :=
  Nat.lt_wfRel.wf.fix ind n

@[elab_as_elim] protected noncomputable def strongRec {motive : Nat → Sort u}
    (ind : ∀ n, (∀ m, m < n → motive m) → motive n) (n : Nat) : motive n := Nat.strongRecOn n ind

@[elab_as_elim] protected theorem case_strong_induction_on {p : Nat → Prop} (a : Nat) (hz : p 0)
    (hi : ∀ n, (∀ m, m ≤ n → p m) → p (n + 1)) : p a :=
  Nat.strongInductionOn a fun n ih => match n, ih with
    | 0, _ => hz
    | n + 1, ih => hi n fun m h => ih m (Nat.lt_succ_of_le h)

/-- Induction from a start value. -/
@[elab_as_elim] theorem le_induction {m : Nat} {p : (n : Nat) → m ≤ n → Prop} (base : p m (Nat.le_refl m))
    (succ : ∀ n (h : m ≤ n), p n h → p (n + 1) (Nat.le_trans h (le_succ n))) : ∀ n (h : m ≤ n), p n h := by
  intro n h
  induction h with
  | refl => exact base
  | step h ih => exact succ _ h ih

/-- A predicate that holds somewhere holds at a least number. -/
theorem exists_least {p : Nat → Prop} (h : ∃ n, p n) : ∃ n, p n ∧ ∀ m, m < n → ¬p m := by
  obtain ⟨n, hn⟩ := h
  induction n using Nat.strongInductionOn with
  | ind n ih =>
    by_cases h : ∃ m, m < n ∧ p m
    · obtain ⟨m, hm, hp⟩ := h
      exact ih m hm hp
    · exact ⟨n, hn, fun m hm hp => h ⟨m, hm, hp⟩⟩

/-! ## Linear laws -/

theorem succ_eq_one_add (n : Nat) : n + 1 = 1 + n := by omega
theorem one_add (n : Nat) : 1 + n = n + 1 := by omega
theorem sub_eq_iff_eq_add {a b c : Nat} (h : b ≤ a) : a - b = c ↔ a = c + b := by omega
@[simp] theorem sub_eq_zero_iff_le {n m : Nat} : n - m = 0 ↔ n ≤ m := by omega
theorem sub_ne_zero_of_lt {a b : Nat} (h : a < b) : b - a ≠ 0 := by omega
theorem sub_add_comm {n m k : Nat} (h : k ≤ n) : n + m - k = n - k + m := by omega
theorem add_sub_of_lt {a b : Nat} (h : a < b) : a + (b - a) = b := by omega
theorem sub_one_lt {n : Nat} (h : n ≠ 0) : n - 1 < n := by omega
theorem le_sub_one_of_lt {a b : Nat} (h : a < b) : a ≤ b - 1 := by omega
theorem lt_of_le_sub_one {a b : Nat} (hb : 0 < b) (h : a ≤ b - 1) : a < b := by omega
theorem pos_of_lt_add_right {n m : Nat} (h : n < n + m) : 0 < m := by omega
@[simp] theorem lt_add_left_iff_pos {n k : Nat} : n < k + n ↔ 0 < k := by omega
@[simp] theorem lt_add_right_iff_pos {n k : Nat} : n < n + k ↔ 0 < k := by omega
theorem add_sub_cancel' {n m : Nat} (h : m ≤ n) : m + (n - m) = n := by omega
theorem sub_add_eq (a b c : Nat) : a - (b + c) = a - b - c := by omega
theorem sub_sub_self {n m : Nat} (h : m ≤ n) : n - (n - m) = m := by omega
theorem sub_right_comm (m n k : Nat) : m - n - k = m - k - n := by omega
theorem sub_le_sub_left {n m : Nat} (h : n ≤ m) (k : Nat) : k - m ≤ k - n := by omega
theorem sub_le_sub_right {n m : Nat} (h : n ≤ m) (k : Nat) : n - k ≤ m - k := by omega
theorem sub_lt_sub_left {k m n : Nat} (h₁ : k < m) (h₂ : k < n) : m - n < m - k := by omega
theorem le_sub_iff_add_le {x y k : Nat} (h : k ≤ y) : x ≤ y - k ↔ x + k ≤ y := by omega
theorem sub_le_iff_le_add {a b c : Nat} : a - b ≤ c ↔ a ≤ c + b := by omega
theorem lt_sub_iff_add_lt {a b c : Nat} : a < c - b ↔ a + b < c := by omega
theorem le_add_right_of_le {n m k : Nat} (h : n ≤ m) : n ≤ m + k := by omega
theorem lt_add_left (c : Nat) {a b : Nat} (h : a < b) : a < c + b := by omega
theorem lt_add_right (c : Nat) {a b : Nat} (h : a < b) : a < b + c := by omega
theorem lt_add_of_pos_right {n k : Nat} (h : 0 < k) : n < n + k := by omega
theorem lt_add_of_pos_left {n k : Nat} (h : 0 < k) : n < k + n := by omega
theorem add_lt_add {a b c d : Nat} (h : a < b) (h' : c < d) : a + c < b + d := by omega
theorem add_lt_add_of_le_of_lt {a b c d : Nat} (h : a ≤ b) (h' : c < d) : a + c < b + d := by omega
theorem add_lt_add_of_lt_of_le {a b c d : Nat} (h : a < b) (h' : c ≤ d) : a + c < b + d := by omega
theorem le_of_add_le_add_right {a b c : Nat} (h : a + c ≤ b + c) : a ≤ b := by omega
theorem lt_of_add_lt_add_left {a b c : Nat} (h : a + b < a + c) : b < c := by omega
theorem lt_of_add_lt_add_right {a b c : Nat} (h : a + c < b + c) : a < b := by omega
@[simp] theorem add_le_add_iff_left {m n : Nat} (k : Nat) : k + m ≤ k + n ↔ m ≤ n := by omega
@[simp] theorem add_le_add_iff_right {m n : Nat} (k : Nat) : m + k ≤ n + k ↔ m ≤ n := by omega
@[simp] theorem add_lt_add_iff_left {m n : Nat} (k : Nat) : k + m < k + n ↔ m < n := by omega
@[simp] theorem add_lt_add_iff_right {m n : Nat} (k : Nat) : m + k < n + k ↔ m < n := by omega
@[simp] theorem add_eq_zero_iff {m n : Nat} : m + n = 0 ↔ m = 0 ∧ n = 0 := by omega
@[simp] theorem left_eq_add {a b : Nat} : a = a + b ↔ b = 0 := by omega
@[simp] theorem right_eq_add {a b : Nat} : a = b + a ↔ b = 0 := by omega
@[simp] theorem add_eq_left {a b : Nat} : a + b = a ↔ b = 0 := by omega
@[simp] theorem add_eq_right {a b : Nat} : b + a = a ↔ b = 0 := by omega
@[simp] theorem lt_one_iff {n : Nat} : n < 1 ↔ n = 0 := by omega
@[simp] theorem succ_ne_self (n : Nat) : n + 1 ≠ n := by omega
theorem one_le_iff_ne_zero {n : Nat} : 1 ≤ n ↔ n ≠ 0 := by omega
theorem ne_zero_iff_zero_lt {n : Nat} : n ≠ 0 ↔ 0 < n := by omega
theorem ne_zero_of_lt {a b : Nat} (h : b < a) : a ≠ 0 := by omega
theorem lt_iff_add_one_le {m n : Nat} : m < n ↔ m + 1 ≤ n := Iff.rfl
theorem le_iff_lt_or_eq {n m : Nat} : n ≤ m ↔ n < m ∨ n = m := by omega
theorem lt_iff_le_and_ne {m n : Nat} : m < n ↔ m ≤ n ∧ m ≠ n := by omega
theorem lt_iff_le_not_le {m n : Nat} : m < n ↔ m ≤ n ∧ ¬n ≤ m := by omega
theorem eq_of_le_of_lt_succ {n m : Nat} (h₁ : n ≤ m) (h₂ : m < n + 1) : m = n := by omega
theorem le_succ_of_le {a b : Nat} (h : a ≤ b) : a ≤ b + 1 := by omega
theorem le_or_le (a b : Nat) : a ≤ b ∨ b ≤ a := by omega
theorem exists_eq_succ_of_ne_zero {n : Nat} (h : n ≠ 0) : ∃ k, n = k + 1 := ⟨n - 1, by omega⟩
theorem succ_pred {n : Nat} (h : n ≠ 0) : pred n + 1 = n := by
  cases n with
  | zero => exact absurd rfl h
  | succ n => rfl

@[simp] theorem sub_one_add_one {n : Nat} (h : n ≠ 0) : n - 1 + 1 = n := by omega
protected theorem two_mul (n : Nat) : 2 * n = n + n := by omega
protected theorem mul_two (n : Nat) : n * 2 = n + n := by omega
protected theorem max_comm (a b : Nat) : max a b = max b a := by omega
protected theorem min_comm (a b : Nat) : min a b = min b a := by omega
protected theorem le_max_left (a b : Nat) : a ≤ max a b := by omega
protected theorem le_max_right (a b : Nat) : b ≤ max a b := by omega
protected theorem min_le_left (a b : Nat) : min a b ≤ a := by omega
protected theorem min_le_right (a b : Nat) : min a b ≤ b := by omega
protected theorem max_le {a b c : Nat} : max a b ≤ c ↔ a ≤ c ∧ b ≤ c := by omega
protected theorem le_min {a b c : Nat} : a ≤ min b c ↔ a ≤ b ∧ a ≤ c := by omega
protected theorem max_lt {a b c : Nat} : max a b < c ↔ a < c ∧ b < c := by omega
@[simp] protected theorem min_zero (a : Nat) : min a 0 = 0 := by omega
@[simp] protected theorem zero_min (a : Nat) : min 0 a = 0 := by omega
@[simp] protected theorem max_zero (a : Nat) : max a 0 = a := by omega
@[simp] protected theorem zero_max (a : Nat) : max 0 a = a := by omega
@[simp] protected theorem max_self (a : Nat) : max a a = a := by omega
@[simp] protected theorem min_self (a : Nat) : min a a = a := by omega

/-! ## Products -/

protected theorem mul_self_le_mul_self {m n : Nat} (h : m ≤ n) : m * m ≤ n * n := Nat.mul_le_mul h h
protected theorem mul_lt_mul_right {a b k : Nat} (k0 : 0 < k) (h : a < b) : a * k < b * k :=
  Nat.mul_comm k a ▸ Nat.mul_comm k b ▸ Nat.mul_lt_mul_left k0 h

protected theorem mul_lt_mul_of_le_of_lt {a b c d : Nat} (hac : a ≤ c) (hbd : b < d) (hc : 0 < c) : a * b < c * d :=
  Nat.lt_of_le_of_lt (mul_le_mul_right b hac) (Nat.mul_lt_mul_left hc hbd)

protected theorem mul_self_lt_mul_self {m n : Nat} (h : m < n) : m * m < n * n :=
  Nat.mul_lt_mul_of_le_of_lt (Nat.le_of_lt h) h (Nat.zero_lt_of_lt h)

protected theorem mul_lt_mul_of_pos_right {a b k : Nat} (h : a < b) (k0 : 0 < k) : a * k < b * k :=
  Nat.mul_lt_mul_right k0 h

protected theorem mul_lt_mul_of_pos_left {a b k : Nat} (h : a < b) (k0 : 0 < k) : k * a < k * b :=
  Nat.mul_lt_mul_left k0 h

protected theorem mul_lt_mul_of_lt_of_le {a b c d : Nat} (hac : a < c) (hbd : b ≤ d) (hd : 0 < d) : a * b < c * d :=
  Nat.lt_of_le_of_lt (Nat.mul_le_mul_left a hbd) (Nat.mul_lt_mul_right hd hac)

protected theorem mul_lt_mul'' {a b c d : Nat} (hac : a < c) (hbd : b < d) : a * b < c * d :=
  Nat.mul_lt_mul_of_lt_of_le hac (Nat.le_of_lt hbd) (Nat.zero_lt_of_lt hbd)

protected theorem lt_of_mul_lt_mul_right {a b k : Nat} (h : a * k < b * k) : a < b :=
  Nat.lt_of_mul_lt_mul_left (k := k) (by rw [Nat.mul_comm k, Nat.mul_comm k]; exact h)

protected theorem le_of_mul_le_mul_right {a b k : Nat} (h : a * k ≤ b * k) (k0 : 0 < k) : a ≤ b :=
  Nat.le_of_mul_le_mul_left (k := k) (by rw [Nat.mul_comm k, Nat.mul_comm k]; exact h) k0

protected theorem mul_le_of_le_div {a b k : Nat} (h : a ≤ b / k) : a * k ≤ b :=
  Nat.le_trans (Nat.mul_le_mul_right k h) (div_mul_le_self b k)

theorem le_div_iff_mul_le {k x y : Nat} (k0 : 0 < k) : x ≤ y / k ↔ x * k ≤ y :=
  ⟨Nat.mul_le_of_le_div, fun h => Nat.le_of_lt_succ (Nat.lt_of_mul_lt_mul_left (k := k)
    (Nat.lt_of_le_of_lt (Nat.mul_comm k x ▸ h) (lt_mul_div_succ y k0)))⟩

theorem div_lt_iff_lt_mul {k x y : Nat} (k0 : 0 < k) : x / k < y ↔ x < y * k := by
  rw [← Nat.not_le, ← Nat.not_le, le_div_iff_mul_le k0]

theorem div_le_div_right {a b : Nat} (c : Nat) (h : a ≤ b) : a / c ≤ b / c := by
  cases Nat.eq_zero_or_pos c with
  | inl h => rw [h, Nat.div_zero, Nat.div_zero]; exact Nat.le_refl 0
  | inr hc => exact (le_div_iff_mul_le hc).mpr (Nat.le_trans (div_mul_le_self a c) h)

protected theorem mul_ne_zero {a b : Nat} (ha : a ≠ 0) (hb : b ≠ 0) : a * b ≠ 0 :=
  fun h => (Nat.mul_eq_zero.mp h).elim ha hb

protected theorem mul_left_cancel_iff {a b c : Nat} (h : 0 < a) : a * b = a * c ↔ b = c :=
  ⟨Nat.eq_of_mul_eq_mul_left h, fun e => e ▸ rfl⟩

protected theorem mul_le_mul_left_iff {a b c : Nat} (h : 0 < a) : a * b ≤ a * c ↔ b ≤ c :=
  ⟨fun h' => Nat.le_of_mul_le_mul_left h' h, Nat.mul_le_mul_left a⟩

protected theorem mul_eq_one {m n : Nat} : m * n = 1 ↔ m = 1 ∧ n = 1 :=
  ⟨fun h => ⟨Nat.dvd_one.mp ⟨n, h.symm⟩, Nat.dvd_one.mp ⟨m, (Nat.mul_comm n m).trans h |>.symm⟩⟩,
    fun h => by rw [h.1, h.2]⟩

/-! ## Powers and order -/

theorem one_le_two_pow {n : Nat} : 1 ≤ 2 ^ n := Nat.pow_pos (by decide)
theorem lt_two_pow_self {n : Nat} : n < 2 ^ n := by
  induction n with
  | zero => decide
  | succ n ih => rw [Nat.pow_succ]; omega

protected theorem pow_lt_pow_right {a m n : Nat} (ha : 1 < a) (h : m < n) : a ^ m < a ^ n := by
  refine Nat.lt_of_lt_of_le ?_ (Nat.pow_le_pow_right (by omega) h)
  rw [Nat.pow_succ]
  have := Nat.mul_lt_mul_left (Nat.pow_pos (n := m) (show 0 < a by omega)) ha
  omega

protected theorem pow_lt_pow_left {a b n : Nat} (h : a < b) (n0 : n ≠ 0) : a ^ n < b ^ n := by
  obtain ⟨m, rfl⟩ := exists_eq_succ_of_ne_zero n0
  rw [Nat.pow_succ, Nat.pow_succ]
  exact Nat.mul_lt_mul_of_le_of_lt (Nat.pow_le_pow_left (Nat.le_of_lt h) m) h (Nat.pow_pos (Nat.zero_lt_of_lt h))

protected theorem zero_pow {n : Nat} (h : 0 < n) : 0 ^ n = 0 := by
  obtain ⟨m, rfl⟩ := exists_eq_succ_of_ne_zero (Nat.ne_of_gt h)
  rfl

/-! ## Remainders -/

theorem add_mod_left (x z : Nat) : (x + z) % x = z % x := by rw [Nat.add_comm, add_mod_right]
theorem add_mod (a b n : Nat) : (a + b) % n = (a % n + b % n) % n := by
  have h : a + b = (a % n + b % n) + n * (a / n + b / n) := by
    rw [Nat.mul_add]
    have h₁ := mod_add_div a n
    have h₂ := mod_add_div b n
    omega
  rw [h, add_mul_mod_self_left]

@[simp] theorem mod_add_mod (m n k : Nat) : (m % n + k) % n = (m + k) % n := by
  rw [add_mod, mod_mod, ← add_mod]

@[simp] theorem add_mod_mod (m n k : Nat) : (m + n % k) % k = (m + n) % k := by
  rw [Nat.add_comm, mod_add_mod, Nat.add_comm]

theorem mul_mod (a b n : Nat) : a * b % n = (a % n) * (b % n) % n := by
  have h : a * b = (a % n) * (b % n) + n * (a / n * (b % n) + a * (b / n)) := by
    conv => lhs; rw [← mod_add_div b n, Nat.mul_add]
    conv => lhs; lhs; rw [← mod_add_div a n, Nat.add_mul]
    rw [Nat.mul_add, Nat.mul_left_comm a n, Nat.mul_assoc, Nat.add_assoc]
  rw [h, add_mul_mod_self_left]

theorem pow_mod (a b n : Nat) : a ^ b % n = (a % n) ^ b % n := by
  induction b with
  | zero => rfl
  | succ b ih => rw [Nat.pow_succ, mul_mod, ih, ← mod_mod (a) n, ← mul_mod, Nat.pow_succ, mod_mod]

theorem sub_mod_self {a b : Nat} (h : b ≤ a) : (a - b) % b = a % b := by
  obtain ⟨k, rfl⟩ := exists_eq_add_of_le h
  rw [Nat.add_sub_cancel_left, add_mod_left]

theorem mod_two_ne_one {n : Nat} : ¬n % 2 = 1 ↔ n % 2 = 0 := by omega
theorem mod_two_ne_zero {n : Nat} : ¬n % 2 = 0 ↔ n % 2 = 1 := by omega
theorem even_or_odd (n : Nat) : (∃ k, n = 2 * k) ∨ ∃ k, n = 2 * k + 1 := by
  cases mod_two_eq_zero_or_one n with
  | inl h => exact .inl ⟨n / 2, by omega⟩
  | inr h => exact .inr ⟨n / 2, by omega⟩

/-! ## Coprime numbers -/

/-- No common divisor except 1. -/
@[reducible] def Coprime (m n : Nat) : Prop := gcd m n = 1

theorem Coprime.symm {m n : Nat} (h : Coprime m n) : Coprime n m := (gcd_comm n m).trans h
theorem gcd_mul_left (m n k : Nat) : gcd (m * n) (m * k) = m * gcd n k := by
  induction n, k using gcd.induction with
  | H0 k => rw [Nat.mul_zero, gcd_zero_left, gcd_zero_left]
  | H1 n k h ih =>
    rw [gcd_rec n k, ← ih, gcd_rec (m * n)]
    congr
    rw [← Nat.add_zero (m * k % (m * n))]
    cases Nat.eq_zero_or_pos m with
    | inl h => rw [h, Nat.zero_mul, Nat.zero_mul, Nat.zero_mul]
    | inr hm =>
      refine (div_mod_unique (q := k / n) (Nat.mul_lt_mul_left hm (mod_lt k h)) ?_).2
      rw [Nat.mul_assoc, ← Nat.mul_add, div_add_mod]

theorem gcd_mul_right (m n k : Nat) : gcd (m * n) (k * n) = gcd m k * n := by
  rw [Nat.mul_comm m, Nat.mul_comm k, gcd_mul_left, Nat.mul_comm]

theorem Coprime.dvd_of_dvd_mul_left {k m n : Nat} (h : Coprime k m) (d : k ∣ m * n) : k ∣ n := by
  have h' : k ∣ gcd (k * n) (m * n) := dvd_gcd (Nat.dvd_mul_right k n) d
  rw [gcd_mul_right, show gcd k m = 1 from h, Nat.one_mul] at h'
  exact h'

theorem Coprime.dvd_of_dvd_mul_right {k m n : Nat} (h : Coprime k n) (d : k ∣ m * n) : k ∣ m :=
  h.dvd_of_dvd_mul_left (Nat.mul_comm m n ▸ d)

theorem Coprime.mul_dvd_of_dvd_of_dvd {k m n : Nat} (h : Coprime m n) (hm : m ∣ k) (hn : n ∣ k) : m * n ∣ k := by
  obtain ⟨c, rfl⟩ := hm
  exact Nat.mul_dvd_mul (Nat.dvd_refl m) (h.symm.dvd_of_dvd_mul_left hn)

theorem gcd_eq_left {m n : Nat} (h : m ∣ n) : gcd m n = m :=
  Nat.dvd_antisymm (gcd_dvd_left m n) (dvd_gcd (Nat.dvd_refl m) h)

theorem gcd_eq_right {m n : Nat} (h : n ∣ m) : gcd m n = n := (gcd_comm m n).trans (gcd_eq_left h)
theorem Coprime.mul_left {k m n : Nat} (h₁ : Coprime m k) (h₂ : Coprime n k) : Coprime (m * n) k := by
  have d : gcd (m * n) k ∣ n := by
    refine Coprime.dvd_of_dvd_mul_left (m := m) ?_ (gcd_dvd_left (m * n) k)
    refine Nat.dvd_one.mp (h₁ ▸ dvd_gcd (gcd_dvd_right _ m) (Nat.dvd_trans (gcd_dvd_left _ m) (gcd_dvd_right _ k)))
  exact Nat.dvd_one.mp (h₂ ▸ dvd_gcd d (gcd_dvd_right _ k))

theorem Coprime.pow_left {m k : Nat} (n : Nat) (h : Coprime m k) : Coprime (m ^ n) k := by
  induction n with
  | zero => exact gcd_one_left k
  | succ n ih => exact ih.mul_left h

/-- The least common multiple. -/
def lcm (m n : Nat) : Nat := m * n / gcd m n

theorem gcd_mul_lcm (m n : Nat) : gcd m n * lcm m n = m * n :=
  Nat.mul_div_cancel' (Nat.dvd_trans (gcd_dvd_left m n) (Nat.dvd_mul_right m n))

theorem dvd_lcm_left (m n : Nat) : m ∣ lcm m n := by
  cases Nat.eq_zero_or_pos (gcd m n) with
  | inl h => rw [lcm, h, Nat.div_zero]; exact Nat.dvd_zero m
  | inr h =>
    obtain ⟨k, hk⟩ := gcd_dvd_right m n
    refine ⟨k, Nat.eq_of_mul_eq_mul_left h ?_⟩
    rw [gcd_mul_lcm, Nat.mul_left_comm, ← hk]

theorem lcm_comm (m n : Nat) : lcm m n = lcm n m := by rw [lcm, lcm, Nat.mul_comm, gcd_comm]
theorem dvd_lcm_right (m n : Nat) : n ∣ lcm m n := lcm_comm n m ▸ dvd_lcm_left n m
end Nat
