prelude
import GateCore.Int.Basic

/-!
# Integers: division with remainder, divisibility

`/` and `%` are Euclidean: the remainder is never negative. `bmod` is the balanced remainder.
-/

set_option autoImplicit false
set_option linter.unusedVariables false

namespace Int

/-! ## Operations -/

/-- Euclidean division: `b * (a / b) ≤ a`, and as near as possible. -/
@[extern "lean_int_ediv"] def ediv : (@& Int) → (@& Int) → Int
  | ofNat m, ofNat n => ofNat (m / n)
  | ofNat m, negSucc n => -ofNat (m / (n + 1))
  | negSucc _, ofNat 0 => 0
  | negSucc m, ofNat (n + 1) => negSucc (m / (n + 1))
  | negSucc m, negSucc n => ofNat (m / (n + 1) + 1)

/-- Euclidean remainder. -/
@[extern "lean_int_emod"] def emod : (@& Int) → (@& Int) → Int
  | ofNat m, n => ofNat (m % natAbs n)
  | negSucc m, n => subNatNat (natAbs n) (m % natAbs n + 1)

instance instDiv : Div Int := ⟨ediv⟩
instance instMod : Mod Int := ⟨emod⟩

/-- Division rounded towards zero. -/
@[extern "lean_int_div"] def tdiv : (@& Int) → (@& Int) → Int
  | ofNat m, ofNat n => ofNat (m / n)
  | ofNat m, negSucc n => -ofNat (m / (n + 1))
  | negSucc m, ofNat n => -ofNat ((m + 1) / n)
  | negSucc m, negSucc n => ofNat ((m + 1) / (n + 1))

/-- The remainder of division rounded towards zero. -/
@[extern "lean_int_mod"] def tmod : (@& Int) → (@& Int) → Int
  | ofNat m, ofNat n => ofNat (m % n)
  | ofNat m, negSucc n => ofNat (m % (n + 1))
  | negSucc m, ofNat n => -ofNat ((m + 1) % n)
  | negSucc m, negSucc n => -ofNat ((m + 1) % (n + 1))

/-- The remainder nearest to zero. -/
def bmod (x : Int) (m : Nat) : Int :=
  let r := x % m
  if r < (m + 1) / 2 then r else r - m

instance instDvd : Dvd Int := ⟨fun a b => ∃ c, b = a * c⟩

/-! ## Quotient and remainder -/

theorem ediv_add_emod (a b : Int) : b * (a / b) + a % b = a := by
  match a, b with
  | ofNat m, ofNat n => exact congrArg ofNat (Nat.div_add_mod m n)
  | ofNat m, negSucc n =>
    show -((n + 1 : Nat) : Int) * -((m / (n + 1) : Nat) : Int) + ((m % (n + 1) : Nat) : Int) = (m : Int)
    rw [Int.neg_mul_neg, ← natCast_mul, ← natCast_add, Nat.div_add_mod]
  | negSucc m, ofNat 0 =>
    show (0 : Int) * 0 + subNatNat 0 (m % 0 + 1) = negSucc m
    rw [Int.zero_mul, Int.zero_add, Nat.mod_zero, negSucc_eq_subNatNat]
  | negSucc m, ofNat (n + 1) =>
    show ((n + 1 : Nat) : Int) * negSucc (m / (n + 1)) + subNatNat (n + 1) (m % (n + 1) + 1) = negSucc m
    rw [natCast_eq_subNatNat, negSucc_eq_subNatNat, negSucc_eq_subNatNat, subNatNat_mul_subNatNat,
      subNatNat_add_subNatNat]
    refine subNatNat_eq_of ?_
    have h := Nat.div_add_mod m (n + 1)
    generalize m / (n + 1) = q at *
    generalize m % (n + 1) = r at *
    subst h
    simp only [Nat.mul_zero, Nat.zero_mul, Nat.zero_add, Nat.add_zero, Nat.mul_add, Nat.add_mul, Nat.mul_one,
      Nat.one_mul]
    ac_rfl
  | negSucc m, negSucc n =>
    show negSucc n * ((m / (n + 1) + 1 : Nat) : Int) + subNatNat (n + 1) (m % (n + 1) + 1) = negSucc m
    rw [natCast_eq_subNatNat, negSucc_eq_subNatNat, negSucc_eq_subNatNat, subNatNat_mul_subNatNat,
      subNatNat_add_subNatNat]
    refine subNatNat_eq_of ?_
    have h := Nat.div_add_mod m (n + 1)
    generalize m / (n + 1) = q at *
    generalize m % (n + 1) = r at *
    subst h
    simp only [Nat.mul_zero, Nat.zero_mul, Nat.zero_add, Nat.add_zero, Nat.mul_add, Nat.add_mul, Nat.mul_one,
      Nat.one_mul]
    ac_rfl

theorem emod_add_ediv (a b : Int) : a % b + b * (a / b) = a := by rw [Int.add_comm, ediv_add_emod]
theorem emod_def (a b : Int) : a % b = a - b * (a / b) := by
  have h := ediv_add_emod a b
  rw [Int.sub_eq_add_neg, ← h, Int.add_right_comm]
  rw [h, Int.add_right_neg, Int.zero_add]

theorem emod_nonneg (a : Int) {b : Int} (h : b ≠ 0) : 0 ≤ a % b := by
  cases a with
  | ofNat m => exact natCast_nonneg _
  | negSucc m =>
    show 0 ≤ subNatNat (natAbs b) (m % natAbs b + 1)
    rw [zero_eq_subNatNat, subNatNat_le, Nat.zero_add]
    exact Nat.mod_lt m (natAbs_pos.mpr h)

theorem emod_lt_natAbs (a : Int) {b : Int} (h : b ≠ 0) : a % b < natAbs b := by
  cases a with
  | ofNat m => exact ofNat_lt.mpr (Nat.mod_lt m (natAbs_pos.mpr h))
  | negSucc m =>
    show subNatNat (natAbs b) (m % natAbs b + 1) < natAbs b
    rw [natCast_eq_subNatNat, subNatNat_lt, Nat.add_zero]
    exact Nat.add_lt_add_left (Nat.succ_pos _) _

theorem emod_lt_of_pos (a : Int) {b : Int} (h : 0 < b) : a % b < b := by
  have h' := emod_lt_natAbs a (Int.ne_of_gt h)
  rwa [natAbs_of_nonneg (Int.le_of_lt h)] at h'

theorem mul_ediv_self_le {x k : Int} (h : k ≠ 0) : k * (x / k) ≤ x := by
  have h' := Int.add_le_add_left (emod_nonneg x h) (k * (x / k))
  rwa [ediv_add_emod, Int.add_zero] at h'

theorem lt_mul_ediv_self_add {x k : Int} (h : 0 < k) : x < k * (x / k) + k := by
  have h' := Int.add_le_add_left (add_one_le_of_lt (emod_lt_of_pos x h)) (k * (x / k))
  rwa [← Int.add_assoc, ediv_add_emod] at h'

/-- Quotient and remainder are unique. -/
theorem ediv_emod_unique {a b q r : Int} (h : b * q + r = a) (h₀ : 0 ≤ r) (h₁ : r < b) : a / b = q ∧ a % b = r := by
  have hb : 0 < b := Int.lt_of_le_of_lt h₀ h₁
  have below : ∀ {q r q' r' : Int}, b * q + r = b * q' + r' → 0 ≤ r → r' < b → q ≤ q' := by
    intro q r q' r' e hr hr'
    refine lt_add_one_iff.mp (Int.lt_of_mul_lt_mul_left (c := b) ?_ (Int.le_of_lt hb))
    have h : b * q ≤ b * q' + r' := e ▸ Int.add_comm (b * q) r ▸ Int.le_trans (Int.le_of_eq (Int.zero_add _).symm)
      (Int.add_le_add_right hr _)
    rw [Int.mul_add, Int.mul_one]
    refine Int.lt_of_le_of_lt h ?_
    show b * q' + r' + 1 ≤ _
    rw [Int.add_assoc]; exact Int.add_le_add_left hr' _
  have e := h.trans (ediv_add_emod a b).symm
  have eq : a / b = q := Int.le_antisymm
    (below e.symm (emod_nonneg a (Int.ne_of_gt hb)) h₁) (below e h₀ (emod_lt_of_pos a hb))
  refine ⟨eq, ?_⟩
  rw [eq] at e
  exact (Int.add_left_cancel e).symm

@[simp, norm_cast] theorem natCast_ediv (m n : Nat) : ((m / n : Nat) : Int) = (m : Int) / n := rfl
@[simp, norm_cast] theorem natCast_emod (m n : Nat) : ((m % n : Nat) : Int) = (m : Int) % n := rfl
@[simp] theorem ediv_zero (a : Int) : a / 0 = 0 := by
  cases a with
  | ofNat m => exact congrArg ofNat (Nat.div_zero m)
  | negSucc m => rfl

@[simp] theorem zero_ediv (b : Int) : 0 / b = 0 := by
  cases b with
  | ofNat n => exact congrArg ofNat (Nat.zero_div n)
  | negSucc n => show -ofNat (0 / (n + 1)) = 0; rw [Nat.zero_div]; rfl

@[simp] theorem emod_zero (a : Int) : a % 0 = a := by rw [emod_def, Int.zero_mul, Int.sub_zero]
@[simp] theorem ediv_neg (a b : Int) : a / -b = -(a / b) := by
  match a, b with
  | ofNat m, 0 => show ofNat (m / 0) = -ofNat (m / 0); rw [Nat.div_zero]; rfl
  | ofNat m, ofNat (n + 1) => rfl
  | ofNat m, negSucc n => show ofNat (m / (n + 1)) = - -ofNat (m / (n + 1)); rw [Int.neg_neg]
  | negSucc _, 0 => rfl
  | negSucc _, ofNat (_ + 1) => rfl
  | negSucc _, negSucc _ => rfl

@[simp] theorem emod_neg (a b : Int) : a % -b = a % b := by rw [emod_def, emod_def, ediv_neg, Int.neg_mul_neg]
theorem add_mul_ediv_left (a : Int) {b : Int} (c : Int) (h : 0 < b) : (a + b * c) / b = a / b + c :=
  (ediv_emod_unique (r := a % b) (by rw [Int.mul_add, Int.add_right_comm, ediv_add_emod])
    (emod_nonneg a (Int.ne_of_gt h))
    (emod_lt_of_pos a h)).1

@[simp] theorem ediv_one (a : Int) : a / 1 = a :=
  (ediv_emod_unique (r := 0) (by rw [Int.one_mul, Int.add_zero]) (Int.le_refl 0) (by decide)).1

@[simp] theorem emod_one (a : Int) : a % 1 = 0 := by rw [emod_def, ediv_one, Int.one_mul, Int.sub_self]
@[simp] theorem mul_ediv_cancel_left {a : Int} (b : Int) (h : a ≠ 0) : a * b / a = b := by
  cases Int.lt_trichotomy a 0 with
  | inl ha =>
    have hp : 0 < -a := Int.neg_lt_neg ha
    have h' := (ediv_emod_unique (a := a * b) (b := -a) (q := -b) (r := 0) (by rw [Int.neg_mul_neg, Int.add_zero])
      (Int.le_refl 0) hp).1
    rwa [ediv_neg, Int.neg_inj] at h'
  | inr ha => cases ha with
    | inl ha => exact absurd ha h
    | inr ha => exact (ediv_emod_unique (Int.add_zero _) (Int.le_refl 0) ha).1

@[simp] theorem mul_ediv_cancel (a : Int) {b : Int} (h : b ≠ 0) : a * b / b = a := by
  rw [Int.mul_comm, mul_ediv_cancel_left a h]

theorem le_ediv_of_mul_le {a b c : Int} (hc : 0 < c) (h : a * c ≤ b) : a ≤ b / c :=
  lt_add_one_iff.mp (Int.lt_of_mul_lt_mul_left (c := c) (by
    rw [Int.mul_add, Int.mul_one, Int.mul_comm]; exact Int.lt_of_le_of_lt h (lt_mul_ediv_self_add hc))
      (Int.le_of_lt hc))

theorem mul_le_of_le_ediv {a b c : Int} (hc : 0 < c) (h : a ≤ b / c) : a * c ≤ b :=
  Int.mul_comm c a ▸ Int.le_trans (Int.mul_le_mul_of_nonneg_left h (Int.le_of_lt hc))
    (mul_ediv_self_le (Int.ne_of_gt hc))

theorem le_ediv_iff_mul_le {a b c : Int} (hc : 0 < c) : a ≤ b / c ↔ a * c ≤ b :=
  ⟨mul_le_of_le_ediv hc, le_ediv_of_mul_le hc⟩

/-! ## Divisibility -/

protected theorem dvd_refl (a : Int) : a ∣ a := ⟨1, (Int.mul_one a).symm⟩
@[simp] protected theorem dvd_zero (a : Int) : a ∣ 0 := ⟨0, (Int.mul_zero a).symm⟩
@[simp] protected theorem one_dvd (a : Int) : 1 ∣ a := ⟨a, (Int.one_mul a).symm⟩
protected theorem dvd_mul_right (a b : Int) : a ∣ a * b := ⟨b, rfl⟩
protected theorem dvd_mul_left (a b : Int) : a ∣ b * a := ⟨b, Int.mul_comm b a⟩
protected theorem dvd_trans {a b c : Int} (h₁ : a ∣ b) (h₂ : b ∣ c) : a ∣ c := by
  obtain ⟨d, rfl⟩ := h₁
  obtain ⟨e, rfl⟩ := h₂
  exact ⟨d * e, Int.mul_assoc a d e⟩

protected theorem dvd_add {a b c : Int} (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b + c := by
  obtain ⟨d, rfl⟩ := h₁
  obtain ⟨e, rfl⟩ := h₂
  exact ⟨d + e, (Int.mul_add a d e).symm⟩

protected theorem dvd_neg {a b : Int} : a ∣ -b ↔ a ∣ b :=
  ⟨fun ⟨c, h⟩ => ⟨-c, by rw [Int.mul_neg, ← h, Int.neg_neg]⟩, fun ⟨c, h⟩ => ⟨-c, by rw [Int.mul_neg, ← h]⟩⟩

protected theorem dvd_sub {a b c : Int} (h₁ : a ∣ b) (h₂ : a ∣ c) : a ∣ b - c := Int.dvd_add h₁ (Int.dvd_neg.mpr h₂)
theorem dvd_of_emod_eq_zero {a b : Int} (h : b % a = 0) : a ∣ b := ⟨b / a, by
  have h' := ediv_add_emod b a
  rw [h, Int.add_zero] at h'; exact h'.symm⟩

theorem emod_eq_zero_of_dvd {a b : Int} (h : a ∣ b) : b % a = 0 := by
  obtain ⟨c, rfl⟩ := h
  cases Decidable.em (a = 0) with
  | inl h => rw [h, Int.zero_mul, emod_zero]
  | inr h => rw [emod_def, mul_ediv_cancel_left c h, Int.sub_self]

theorem dvd_iff_emod_eq_zero {a b : Int} : a ∣ b ↔ b % a = 0 := ⟨emod_eq_zero_of_dvd, dvd_of_emod_eq_zero⟩
instance decidableDvd : (a b : Int) → Decidable (a ∣ b) :=
  fun _ _ => decidable_of_decidable_of_iff dvd_iff_emod_eq_zero.symm

theorem emod_pos_of_not_dvd {a b : Int} (h : ¬a ∣ b) : a = 0 ∨ 0 < b % a := by
  cases Decidable.em (a = 0) with
  | inl h => exact .inl h
  | inr ha => exact .inr (Int.lt_of_le_of_ne (emod_nonneg b ha) fun e => h (dvd_of_emod_eq_zero e.symm))

protected theorem mul_ediv_cancel' {a b : Int} (h : a ∣ b) : a * (b / a) = b := by
  have h' := ediv_add_emod b a
  rwa [emod_eq_zero_of_dvd h, Int.add_zero] at h'

protected theorem ediv_mul_cancel {a b : Int} (h : b ∣ a) : a / b * b = a := by
  rw [Int.mul_comm, Int.mul_ediv_cancel' h]

theorem natAbs_dvd_natAbs {a b : Int} (h : a ∣ b) : natAbs a ∣ natAbs b := by
  obtain ⟨c, rfl⟩ := h
  rw [natAbs_mul]; exact Nat.dvd_mul_right _ _

@[norm_cast] theorem natCast_dvd_natCast {m n : Nat} : (m : Int) ∣ n ↔ m ∣ n :=
  ⟨natAbs_dvd_natAbs, fun ⟨c, h⟩ => ⟨c, by rw [h, natCast_mul]⟩⟩

theorem natCast_dvd {m : Nat} {a : Int} (h : m ∣ natAbs a) : (m : Int) ∣ a := by
  obtain ⟨c, h⟩ := h
  cases natAbs_eq a with
  | inl e => exact ⟨c, by rw [e, h, natCast_mul]⟩
  | inr e => exact ⟨-c, by rw [e, h, natCast_mul, Int.mul_neg]⟩

/-! ## The balanced remainder -/

/-- `bmod x m` differs from `x` by a multiple of `m`. -/
theorem dvd_bmod_sub_self (x : Int) (m : Nat) : (m : Int) ∣ bmod x m - x := by
  have h : (m : Int) ∣ x % m - x := ⟨-(x / m), by
    rw [emod_def, Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.add_right_comm, Int.add_right_neg, Int.zero_add,
      Int.mul_neg]⟩
  unfold bmod
  dsimp only
  split
  next => exact h
  next =>
    rw [Int.sub_eq_add_neg, Int.sub_eq_add_neg, Int.add_right_comm]
    exact Int.dvd_add h (Int.dvd_neg.mpr (Int.dvd_refl _))

end Int
