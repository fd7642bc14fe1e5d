prelude
import GateCore.Nat.Div

/-!
# Integers

The definitions and the laws of the ordered ring. Every integer is a difference `subNatNat a b` of natural numbers;
sums, products and order of differences are computed on natural numbers, and all laws follow from that.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u

-- Compiled code branches on integers with `Int.decLt`, so nothing that it needs can be compiled before that exists.
set_option bootstrap.genMatcherCode false

set_option genCtorIdx false in
/-- Integers. -/
inductive Int : Type where
  | ofNat : Nat → Int
  | negSucc : Nat → Int

/-- The number of the constructor, by which the elaborator tells constructors apart. -/
noncomputable def Int.ctorIdx (i : Int) : Nat := i.casesOn (fun _ => 0) (fun _ => 1)

attribute [extern "lean_nat_to_int"] Int.ofNat
attribute [extern "lean_int_neg_succ_of_nat"] Int.negSucc

/-! ## Casts of natural numbers -/

/-- A natural number as an element of a larger number system. -/
@[coe, reducible, match_pattern] protected def Nat.cast {R : Type u} [NatCast R] : Nat → R := NatCast.natCast

/-- Types that contain the integers. -/
class IntCast (R : Type u) where
  intCast : Int → R

/-- An integer as an element of a larger number system. -/
@[coe, reducible, match_pattern] protected def Int.cast {R : Type u} [IntCast R] : Int → R := IntCast.intCast

instance instNatCastInt : NatCast Int := ⟨Int.ofNat⟩
instance instIntCastInt : IntCast Int := ⟨fun n => n⟩
instance instCoeTailNat {R : Type u} [NatCast R] : CoeTail Nat R := ⟨Nat.cast⟩
instance instCoeHTCTNat {R : Type u} [NatCast R] : CoeHTCT Nat R := ⟨Nat.cast⟩
instance instCoeTailInt {R : Type u} [IntCast R] : CoeTail Int R := ⟨Int.cast⟩
instance instCoeHTCTInt {R : Type u} [IntCast R] : CoeHTCT Int R := ⟨Int.cast⟩
instance instOfNat {n : Nat} : OfNat Int n := ⟨Int.ofNat n⟩

@[simp] theorem Nat.cast_id (n : Nat) : (Nat.cast n : Nat) = n := rfl

namespace Int

instance instInhabitedInt : Inhabited Int := ⟨ofNat 0⟩

/-! ## Operations -/

/-- `-n` for a natural number. -/
def negOfNat : Nat → Int
  | 0 => 0
  | n + 1 => negSucc n

@[extern "lean_int_neg"] protected def neg (n : Int) : Int :=
  match n with
  | ofNat n => negOfNat n
  | negSucc n => ofNat (n + 1)

@[default_instance] instance instNegInt : Neg Int := ⟨Int.neg⟩

/-- The difference of natural numbers. -/
def subNatNat (m n : Nat) : Int :=
  match (n - m : Nat) with
  | 0 => ofNat (m - n)
  | k + 1 => negSucc k

@[extern "lean_int_add"] protected def add (m n : Int) : Int :=
  match m, n with
  | ofNat m, ofNat n => ofNat (m + n)
  | ofNat m, negSucc n => subNatNat m (n + 1)
  | negSucc m, ofNat n => subNatNat n (m + 1)
  | negSucc m, negSucc n => negSucc (m + n + 1)

instance instAdd : Add Int := ⟨Int.add⟩

@[extern "lean_int_mul"] protected def mul (m n : Int) : Int :=
  match m, n with
  | ofNat m, ofNat n => ofNat (m * n)
  | ofNat m, negSucc n => negOfNat (m * (n + 1))
  | negSucc m, ofNat n => negOfNat ((m + 1) * n)
  | negSucc m, negSucc n => ofNat ((m + 1) * (n + 1))

instance instMul : Mul Int := ⟨Int.mul⟩

@[extern "lean_int_sub"] protected def sub (m n : Int) : Int := m + -n

instance instSub : Sub Int := ⟨Int.sub⟩

/-- `n` is not negative. -/
inductive NonNeg : Int → Prop where
  | mk (n : Nat) : NonNeg (ofNat n)

protected def le (a b : Int) : Prop := NonNeg (b - a)

instance instLEInt : LE Int := ⟨Int.le⟩

protected def lt (a b : Int) : Prop := a + 1 ≤ b

instance instLTInt : LT Int := ⟨Int.lt⟩

/-- Absolute value. -/
@[extern "lean_nat_abs"] def natAbs (m : @& Int) : Nat :=
  match m with
  | ofNat m => m
  | negSucc m => m + 1

/-- Powers. -/
protected def pow (m : Int) : Nat → Int
  | 0 => 1
  | n + 1 => Int.pow m n * m

instance instNatPow : NatPow Int := ⟨Int.pow⟩

/-! ## Decisions -/

@[extern "lean_int_dec_eq"] protected def decEq (a b : @& Int) : Decidable (a = b) :=
  match a, b with
  | ofNat a, ofNat b => if h : a = b then isTrue (h ▸ rfl) else isFalse fun e => h (ofNat.inj e)
  | ofNat _, negSucc _ => isFalse nofun
  | negSucc _, ofNat _ => isFalse nofun
  | negSucc a, negSucc b => if h : a = b then isTrue (h ▸ rfl) else isFalse fun e => h (negSucc.inj e)

instance instDecidableEq : DecidableEq Int := Int.decEq

/-- Decides whether an integer is not negative. -/
noncomputable def decNonneg (m : Int) : Decidable (NonNeg m) :=
  match m with
  | ofNat m => isTrue (.mk m)
  | negSucc _ => isFalse nofun

@[extern "lean_int_dec_le"] instance decLe (a b : @& Int) : Decidable (a ≤ b) := decNonneg _
@[extern "lean_int_dec_lt"] instance decLt (a b : @& Int) : Decidable (a < b) := decNonneg _

set_option bootstrap.genMatcherCode true

/-- Sign: `1`, `0` or `-1`. -/
def sign : Int → Int
  | ofNat (_ + 1) => 1
  | ofNat 0 => 0
  | negSucc _ => -1

/-- The natural number, or 0 if negative. -/
def toNat : Int → Nat
  | ofNat n => n
  | negSucc _ => 0

/-- The natural number, if there is one. -/
def toNat? : Int → Option Nat
  | ofNat n => some n
  | negSucc _ => none

instance instMin : Min Int := ⟨fun a b => if a ≤ b then a else b⟩
instance instMax : Max Int := ⟨fun a b => if a ≤ b then b else a⟩

/-! ## Differences of natural numbers -/

theorem subNatNat_add_left (m k : Nat) : subNatNat (m + k) m = ofNat k := by
  unfold subNatNat
  rw [Nat.sub_eq_zero_of_le (Nat.le_add_right m k), Nat.add_sub_cancel_left]

theorem subNatNat_add_right (m k : Nat) : subNatNat m (m + k + 1) = negSucc k := by
  unfold subNatNat
  rw [Nat.add_assoc, Nat.add_sub_cancel_left]

theorem subNatNat_add_add (m n k : Nat) : subNatNat (m + k) (n + k) = subNatNat m n := by
  unfold subNatNat
  rw [Nat.add_sub_add_right, Nat.add_sub_add_right]

theorem ofNat_eq_subNatNat (n : Nat) : ofNat n = subNatNat n 0 := by rw [← subNatNat_add_left 0 n, Nat.zero_add]
theorem negSucc_eq_subNatNat (n : Nat) : negSucc n = subNatNat 0 (n + 1) := by
  rw [← subNatNat_add_right 0 n, Nat.zero_add]

/-- Every integer is a difference. -/
theorem exists_subNatNat (i : Int) : ∃ a b, i = subNatNat a b :=
  match i with
  | ofNat n => ⟨n, 0, ofNat_eq_subNatNat n⟩
  | negSucc n => ⟨0, n + 1, negSucc_eq_subNatNat n⟩

/-- Induction over differences. -/
theorem diff_ind {p : Int → Prop} (i : Int) (h : ∀ a b, p (subNatNat a b)) : p i :=
  (exists_subNatNat i).elim fun a e => e.elim fun b e => e ▸ h a b

theorem subNatNat_eq_of {a b c d : Nat} (h : a + d = c + b) : subNatNat a b = subNatNat c d := by
  rw [← subNatNat_add_add a b d, h, Nat.add_comm b d, subNatNat_add_add]

theorem subNatNat_inj {a b c d : Nat} : subNatNat a b = subNatNat c d ↔ a + d = c + b := by
  constructor
  · intro h
    cases Nat.le_or_lt b a with
    | inl h₁ =>
      obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le h₁
      rw [subNatNat_add_left] at h
      cases Nat.le_or_lt d c with
      | inl h₂ =>
        obtain ⟨l, rfl⟩ := Nat.exists_eq_add_of_le h₂
        rw [subNatNat_add_left] at h
        rw [ofNat.inj h]
        ac_rfl
      | inr h₂ =>
        obtain ⟨l, rfl⟩ := Nat.exists_eq_add_of_lt h₂
        rw [subNatNat_add_right] at h
        exact nomatch h
    | inr h₁ =>
      obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_lt h₁
      rw [subNatNat_add_right] at h
      cases Nat.le_or_lt d c with
      | inl h₂ =>
        obtain ⟨l, rfl⟩ := Nat.exists_eq_add_of_le h₂
        rw [subNatNat_add_left] at h
        exact nomatch h
      | inr h₂ =>
        obtain ⟨l, rfl⟩ := Nat.exists_eq_add_of_lt h₂
        rw [subNatNat_add_right] at h
        rw [negSucc.inj h]
        ac_rfl
  · exact subNatNat_eq_of

theorem subNatNat_zero_eq_negOfNat (n : Nat) : negOfNat n = subNatNat 0 n := by
  cases n with
  | zero => exact ofNat_eq_subNatNat 0
  | succ n => exact negSucc_eq_subNatNat n

theorem neg_subNatNat (a b : Nat) : -subNatNat a b = subNatNat b a := by
  cases Nat.le_or_lt b a with
  | inl h =>
    obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le h
    rw [subNatNat_add_left]
    show negOfNat k = _
    rw [subNatNat_zero_eq_negOfNat]
    exact subNatNat_eq_of (by ac_rfl)
  | inr h =>
    obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_lt h
    rw [subNatNat_add_right, Nat.add_assoc, subNatNat_add_left]
    rfl

theorem subNatNat_add_subNatNat (a b c d : Nat) : subNatNat a b + subNatNat c d = subNatNat (a + c) (b + d) := by
  cases Nat.le_or_lt b a with
  | inl h₁ =>
    obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le h₁
    rw [subNatNat_add_left]
    cases Nat.le_or_lt d c with
    | inl h₂ =>
      obtain ⟨l, rfl⟩ := Nat.exists_eq_add_of_le h₂
      rw [subNatNat_add_left]
      show ofNat (k + l) = _
      rw [ofNat_eq_subNatNat]
      exact subNatNat_eq_of (by ac_rfl)
    | inr h₂ =>
      obtain ⟨l, rfl⟩ := Nat.exists_eq_add_of_lt h₂
      rw [subNatNat_add_right]
      exact subNatNat_eq_of (by ac_rfl)
  | inr h₁ =>
    obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_lt h₁
    rw [subNatNat_add_right]
    cases Nat.le_or_lt d c with
    | inl h₂ =>
      obtain ⟨l, rfl⟩ := Nat.exists_eq_add_of_le h₂
      rw [subNatNat_add_left]
      exact subNatNat_eq_of (by ac_rfl)
    | inr h₂ =>
      obtain ⟨l, rfl⟩ := Nat.exists_eq_add_of_lt h₂
      rw [subNatNat_add_right]
      show negSucc (k + l + 1) = _
      rw [negSucc_eq_subNatNat]
      exact subNatNat_eq_of (by ac_rfl)

theorem subNatNat_mul_subNatNat (a b c d : Nat) :
    subNatNat a b * subNatNat c d = subNatNat (a * c + b * d) (a * d + b * c) := by
  cases Nat.le_or_lt b a with
  | inl h₁ =>
    obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le h₁
    rw [subNatNat_add_left]
    cases Nat.le_or_lt d c with
    | inl h₂ =>
      obtain ⟨l, rfl⟩ := Nat.exists_eq_add_of_le h₂
      rw [subNatNat_add_left]
      show ofNat (k * l) = _
      rw [ofNat_eq_subNatNat]
      exact subNatNat_eq_of (by simp only [Nat.add_mul, Nat.mul_add]; ac_rfl)
    | inr h₂ =>
      obtain ⟨l, rfl⟩ := Nat.exists_eq_add_of_lt h₂
      rw [subNatNat_add_right]
      show negOfNat (k * (l + 1)) = _
      rw [subNatNat_zero_eq_negOfNat]
      exact subNatNat_eq_of (by simp only [Nat.add_mul, Nat.mul_add]; ac_rfl)
  | inr h₁ =>
    obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_lt h₁
    rw [subNatNat_add_right]
    cases Nat.le_or_lt d c with
    | inl h₂ =>
      obtain ⟨l, rfl⟩ := Nat.exists_eq_add_of_le h₂
      rw [subNatNat_add_left]
      show negOfNat ((k + 1) * l) = _
      rw [subNatNat_zero_eq_negOfNat]
      exact subNatNat_eq_of (by simp only [Nat.add_mul, Nat.mul_add]; ac_rfl)
    | inr h₂ =>
      obtain ⟨l, rfl⟩ := Nat.exists_eq_add_of_lt h₂
      rw [subNatNat_add_right]
      show ofNat ((k + 1) * (l + 1)) = _
      rw [ofNat_eq_subNatNat]
      exact subNatNat_eq_of (by simp only [Nat.add_mul, Nat.mul_add]; ac_rfl)

theorem subNatNat_sub_subNatNat (a b c d : Nat) : subNatNat a b - subNatNat c d = subNatNat (a + d) (b + c) := by
  show subNatNat a b + -subNatNat c d = _
  rw [neg_subNatNat, subNatNat_add_subNatNat]

theorem nonneg_subNatNat {a b : Nat} : NonNeg (subNatNat a b) ↔ b ≤ a := by
  cases Nat.le_or_lt b a with
  | inl h =>
    obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le h
    rw [subNatNat_add_left]
    exact iff_of_true (.mk k) h
  | inr h =>
    obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_lt h
    rw [subNatNat_add_right]
    exact iff_of_false nofun (Nat.not_le_of_lt h)

theorem subNatNat_le {a b c d : Nat} : subNatNat a b ≤ subNatNat c d ↔ a + d ≤ c + b := by
  show NonNeg (subNatNat c d - subNatNat a b) ↔ _
  rw [subNatNat_sub_subNatNat, nonneg_subNatNat, Nat.add_comm d a]

theorem one_eq_subNatNat : (1 : Int) = subNatNat 1 0 := ofNat_eq_subNatNat 1
theorem zero_eq_subNatNat : (0 : Int) = subNatNat 0 0 := ofNat_eq_subNatNat 0

theorem subNatNat_lt {a b c d : Nat} : subNatNat a b < subNatNat c d ↔ a + d < c + b := by
  show subNatNat a b + 1 ≤ subNatNat c d ↔ _
  rw [one_eq_subNatNat, subNatNat_add_subNatNat, subNatNat_le, Nat.add_zero, Nat.add_right_comm]
  exact Iff.rfl

/-! ## Ring laws -/

protected theorem add_comm (a b : Int) : a + b = b + a := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  rw [subNatNat_add_subNatNat, subNatNat_add_subNatNat, Nat.add_comm a, Nat.add_comm a']

protected theorem add_assoc (a b c : Int) : a + b + c = a + (b + c) := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  induction c using diff_ind with | h c c' =>
  simp only [subNatNat_add_subNatNat, Nat.add_assoc]

@[simp] protected theorem add_zero (a : Int) : a + 0 = a := by
  induction a using diff_ind with | h a a' =>
  rw [zero_eq_subNatNat, subNatNat_add_subNatNat]; rfl

@[simp] protected theorem zero_add (a : Int) : 0 + a = a := by rw [Int.add_comm, Int.add_zero]
protected theorem add_left_comm (a b c : Int) : a + (b + c) = b + (a + c) := by
  rw [← Int.add_assoc, Int.add_comm a, Int.add_assoc]

protected theorem add_right_comm (a b c : Int) : a + b + c = a + c + b := by
  rw [Int.add_assoc, Int.add_comm b, Int.add_assoc]

protected theorem sub_eq_add_neg {a b : Int} : a - b = a + -b := rfl
@[simp] protected theorem neg_neg (a : Int) : - -a = a := by
  induction a using diff_ind with | h a a' =>
  rw [neg_subNatNat, neg_subNatNat]

@[simp] protected theorem neg_zero : -(0 : Int) = 0 := rfl
@[simp] protected theorem add_right_neg (a : Int) : a + -a = 0 := by
  induction a using diff_ind with | h a a' =>
  rw [neg_subNatNat, subNatNat_add_subNatNat, zero_eq_subNatNat]
  exact subNatNat_eq_of (by ac_rfl)

@[simp] protected theorem add_left_neg (a : Int) : -a + a = 0 := by rw [Int.add_comm, Int.add_right_neg]
protected theorem neg_add {a b : Int} : -(a + b) = -a + -b := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  simp only [neg_subNatNat, subNatNat_add_subNatNat]

@[simp] protected theorem sub_self (a : Int) : a - a = 0 := Int.add_right_neg a
@[simp] protected theorem sub_zero (a : Int) : a - 0 = a := Int.add_zero a
@[simp] protected theorem zero_sub (a : Int) : 0 - a = -a := Int.zero_add (-a)
@[simp] protected theorem sub_neg (a b : Int) : a - -b = a + b := by rw [Int.sub_eq_add_neg, Int.neg_neg]
@[simp] protected theorem neg_sub (a b : Int) : -(a - b) = b - a := by
  rw [Int.sub_eq_add_neg, Int.neg_add, Int.neg_neg, Int.add_comm]; rfl

@[simp] protected theorem sub_add_cancel (a b : Int) : a - b + b = a := by
  rw [Int.sub_eq_add_neg, Int.add_assoc, Int.add_left_neg, Int.add_zero]

@[simp] protected theorem add_sub_cancel (a b : Int) : a + b - b = a := by
  rw [Int.sub_eq_add_neg, Int.add_assoc, Int.add_right_neg, Int.add_zero]

protected theorem add_sub_assoc (a b c : Int) : a + b - c = a + (b - c) := Int.add_assoc a b (-c)
protected theorem add_left_cancel {a b c : Int} (h : a + b = a + c) : b = c := by
  have h' : -a + (a + b) = -a + (a + c) := by rw [h]
  rwa [← Int.add_assoc, ← Int.add_assoc, Int.add_left_neg, Int.zero_add, Int.zero_add] at h'

protected theorem neg_inj {a b : Int} : -a = -b ↔ a = b :=
  ⟨fun h => by rw [← Int.neg_neg a, h, Int.neg_neg], fun h => h ▸ rfl⟩

protected theorem sub_eq_zero {a b : Int} : a - b = 0 ↔ a = b :=
  ⟨fun h => by rw [← Int.sub_add_cancel a b, h, Int.zero_add], fun h => h ▸ Int.sub_self a⟩

theorem sub_eq_zero_of_eq {a b : Int} (h : a = b) : a - b = 0 := Int.sub_eq_zero.mpr h
theorem eq_of_sub_eq_zero {a b : Int} (h : a - b = 0) : a = b := Int.sub_eq_zero.mp h

protected theorem mul_comm (a b : Int) : a * b = b * a := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  rw [subNatNat_mul_subNatNat, subNatNat_mul_subNatNat]
  exact subNatNat_eq_of (by ac_rfl)

protected theorem mul_assoc (a b c : Int) : a * b * c = a * (b * c) := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  induction c using diff_ind with | h c c' =>
  simp only [subNatNat_mul_subNatNat]
  exact subNatNat_eq_of (by simp only [Nat.add_mul, Nat.mul_add]; ac_rfl)

protected theorem mul_add (a b c : Int) : a * (b + c) = a * b + a * c := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  induction c using diff_ind with | h c c' =>
  simp only [subNatNat_mul_subNatNat, subNatNat_add_subNatNat]
  exact subNatNat_eq_of (by simp only [Nat.mul_add]; ac_rfl)

protected theorem add_mul (a b c : Int) : (a + b) * c = a * c + b * c := by
  rw [Int.mul_comm, Int.mul_add, Int.mul_comm c, Int.mul_comm c]

protected theorem mul_left_comm (a b c : Int) : a * (b * c) = b * (a * c) := by
  rw [← Int.mul_assoc, Int.mul_comm a, Int.mul_assoc]

protected theorem mul_right_comm (a b c : Int) : a * b * c = a * c * b := by
  rw [Int.mul_assoc, Int.mul_comm b, Int.mul_assoc]

@[simp] protected theorem mul_one (a : Int) : a * 1 = a := by
  induction a using diff_ind with | h a a' =>
  rw [one_eq_subNatNat, subNatNat_mul_subNatNat, Nat.mul_one, Nat.mul_zero, Nat.mul_one, Nat.mul_zero,
    Nat.zero_add]; rfl

@[simp] protected theorem one_mul (a : Int) : 1 * a = a := by rw [Int.mul_comm, Int.mul_one]
@[simp] protected theorem mul_zero (a : Int) : a * 0 = 0 :=
  Int.add_left_cancel (a := a * 0) (by rw [← Int.mul_add, Int.add_zero, Int.add_zero])

@[simp] protected theorem zero_mul (a : Int) : 0 * a = 0 := by rw [Int.mul_comm, Int.mul_zero]
protected theorem mul_neg (a b : Int) : a * -b = -(a * b) := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  simp only [neg_subNatNat, subNatNat_mul_subNatNat]

protected theorem neg_mul (a b : Int) : -a * b = -(a * b) := by rw [Int.mul_comm, Int.mul_neg, Int.mul_comm]
protected theorem neg_mul_neg (a b : Int) : -a * -b = a * b := by rw [Int.mul_neg, Int.neg_mul, Int.neg_neg]
protected theorem neg_eq_neg_one_mul (a : Int) : -a = -1 * a := by rw [Int.neg_mul, Int.one_mul]
protected theorem mul_sub (a b c : Int) : a * (b - c) = a * b - a * c := by
  rw [Int.sub_eq_add_neg, Int.mul_add, Int.mul_neg]; rfl

protected theorem sub_mul (a b c : Int) : (a - b) * c = a * c - b * c := by
  rw [Int.mul_comm, Int.mul_sub, Int.mul_comm c, Int.mul_comm c]

protected theorem two_mul (a : Int) : 2 * a = a + a := by
  rw [show (2 : Int) = 1 + 1 from rfl, Int.add_mul, Int.one_mul]

instance instAssociativeAdd : Std.Associative (α := Int) (· + ·) := ⟨Int.add_assoc⟩
instance instCommutativeAdd : Std.Commutative (α := Int) (· + ·) := ⟨Int.add_comm⟩
instance instAssociativeMul : Std.Associative (α := Int) (· * ·) := ⟨Int.mul_assoc⟩
instance instCommutativeMul : Std.Commutative (α := Int) (· * ·) := ⟨Int.mul_comm⟩
instance instLawfulIdentityAdd : Std.LawfulIdentity (α := Int) (· + ·) 0 where
  left_id := Int.zero_add
  right_id := Int.add_zero

instance instLawfulIdentityMul : Std.LawfulIdentity (α := Int) (· * ·) 1 where
  left_id := Int.one_mul
  right_id := Int.mul_one

/-! ## Order -/

@[simp] protected theorem le_refl (a : Int) : a ≤ a := by
  induction a using diff_ind with | h a a' => exact subNatNat_le.mpr (Nat.le_refl _)

protected theorem le_rfl {a : Int} : a ≤ a := Int.le_refl a
protected theorem le_of_eq {a b : Int} (h : a = b) : a ≤ b := h ▸ Int.le_refl a
protected theorem le_trans {a b c : Int} (h₁ : a ≤ b) (h₂ : b ≤ c) : a ≤ c := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  induction c using diff_ind with | h c c' =>
  rw [subNatNat_le] at *
  have h : b + (a + c') ≤ b + (c + a') := by
    have := Nat.add_le_add h₁ h₂
    refine Nat.le_of_add_le_add_left (a := b') (Nat.le_trans (Nat.le_of_eq ?_) (Nat.le_trans this (Nat.le_of_eq ?_)))
      <;> ac_rfl
  exact Nat.le_of_add_le_add_left h

protected theorem le_antisymm {a b : Int} (h₁ : a ≤ b) (h₂ : b ≤ a) : a = b := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  rw [subNatNat_le] at *
  exact subNatNat_eq_of (Nat.le_antisymm h₁ h₂)

protected theorem le_total (a b : Int) : a ≤ b ∨ b ≤ a := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  rw [subNatNat_le, subNatNat_le]; exact Nat.le_total _ _

@[simp] protected theorem not_le {a b : Int} : ¬a ≤ b ↔ b < a := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  rw [subNatNat_le, subNatNat_lt]; exact Nat.not_le

@[simp] protected theorem not_lt {a b : Int} : ¬a < b ↔ b ≤ a := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  rw [subNatNat_le, subNatNat_lt]; exact Nat.not_lt

protected theorem le_of_lt {a b : Int} (h : a < b) : a ≤ b := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  rw [subNatNat_lt] at h; rw [subNatNat_le]; exact Nat.le_of_lt h

@[simp] protected theorem lt_irrefl (a : Int) : ¬a < a := Int.not_lt.mpr (Int.le_refl a)
protected theorem lt_of_le_of_lt {a b c : Int} (h₁ : a ≤ b) (h₂ : b < c) : a < c := Int.not_le.mp fun h =>
  Int.not_le.mpr h₂ (Int.le_trans h h₁)

protected theorem lt_of_lt_of_le {a b c : Int} (h₁ : a < b) (h₂ : b ≤ c) : a < c := Int.not_le.mp fun h =>
  Int.not_le.mpr h₁ (Int.le_trans h₂ h)

protected theorem lt_trans {a b c : Int} (h₁ : a < b) (h₂ : b < c) : a < c := Int.lt_of_le_of_lt (Int.le_of_lt h₁) h₂
protected theorem ne_of_lt {a b : Int} (h : a < b) : a ≠ b := fun e => Int.lt_irrefl a (e ▸ h)
protected theorem ne_of_gt {a b : Int} (h : b < a) : a ≠ b := fun e => Int.lt_irrefl a (e ▸ h)
protected theorem lt_of_le_of_ne {a b : Int} (h : a ≤ b) (ne : a ≠ b) : a < b :=
  Int.not_le.mp fun h' => ne (Int.le_antisymm h h')

protected theorem lt_or_gt_of_ne {a b : Int} (ne : a ≠ b) : a < b ∨ b < a :=
  (Int.le_total a b).elim (fun h => .inl (Int.lt_of_le_of_ne h ne)) (fun h => .inr (Int.lt_of_le_of_ne h ne.symm))

protected theorem lt_trichotomy (a b : Int) : a < b ∨ a = b ∨ b < a :=
  if h : a = b then .inr (.inl h) else (Int.lt_or_gt_of_ne h).elim .inl fun h => .inr (.inr h)

theorem add_one_le_of_lt {a b : Int} (h : a < b) : a + 1 ≤ b := h
theorem lt_of_add_one_le {a b : Int} (h : a + 1 ≤ b) : a < b := h
theorem lt_iff_add_one_le {a b : Int} : a < b ↔ a + 1 ≤ b := Iff.rfl
theorem lt_add_one_iff {a b : Int} : a < b + 1 ↔ a ≤ b := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  rw [one_eq_subNatNat, subNatNat_add_subNatNat, subNatNat_lt, subNatNat_le, Nat.add_zero, Nat.add_right_comm b 1 a']
  exact Nat.lt_succ_iff

protected theorem add_le_add_left {a b : Int} (h : a ≤ b) (c : Int) : c + a ≤ c + b := by
  induction a using diff_ind with | h a a' =>
  induction b using diff_ind with | h b b' =>
  induction c using diff_ind with | h c c' =>
  simp only [subNatNat_add_subNatNat, subNatNat_le] at *
  have h' := Nat.add_le_add_left h (c + c')
  exact Nat.le_trans (Nat.le_of_eq (by ac_rfl)) (Nat.le_trans h' (Nat.le_of_eq (by ac_rfl)))

protected theorem add_le_add_right {a b : Int} (h : a ≤ b) (c : Int) : a + c ≤ b + c :=
  Int.add_comm c a ▸ Int.add_comm c b ▸ Int.add_le_add_left h c

protected theorem add_le_add {a b c d : Int} (h₁ : a ≤ b) (h₂ : c ≤ d) : a + c ≤ b + d :=
  Int.le_trans (Int.add_le_add_right h₁ c) (Int.add_le_add_left h₂ b)

protected theorem le_of_add_le_add_left {a b c : Int} (h : a + b ≤ a + c) : b ≤ c := by
  have h' := Int.add_le_add_left h (-a)
  rwa [← Int.add_assoc, ← Int.add_assoc, Int.add_left_neg, Int.zero_add, Int.zero_add] at h'

protected theorem neg_le_neg {a b : Int} (h : a ≤ b) : -b ≤ -a := by
  have h' := Int.add_le_add_left h (-a + -b)
  rwa [Int.add_right_comm, Int.add_left_neg, Int.zero_add, Int.add_assoc, Int.add_left_neg, Int.add_zero] at h'

protected theorem neg_le_neg_iff {a b : Int} : -a ≤ -b ↔ b ≤ a :=
  ⟨fun h => Int.neg_neg a ▸ Int.neg_neg b ▸ Int.neg_le_neg h, Int.neg_le_neg⟩

protected theorem neg_lt_neg {a b : Int} (h : a < b) : -b < -a :=
  Int.not_le.mp fun h' => Int.not_le.mpr h (Int.neg_le_neg_iff.mp h')

theorem sub_nonneg {a b : Int} : 0 ≤ a - b ↔ b ≤ a := by
  constructor
  · intro h
    have h' := Int.add_le_add_right h b
    rwa [Int.zero_add, Int.sub_add_cancel] at h'
  · intro h
    have h' := Int.add_le_add_right h (-b)
    rwa [Int.add_right_neg] at h'

theorem sub_nonneg_of_le {a b : Int} (h : b ≤ a) : 0 ≤ a - b := sub_nonneg.mpr h
theorem le_of_sub_nonneg {a b : Int} (h : 0 ≤ a - b) : b ≤ a := sub_nonneg.mp h
protected theorem sub_pos {a b : Int} : 0 < a - b ↔ b < a := by
  rw [← Int.not_le, ← Int.not_le]
  refine not_congr ⟨fun h => ?_, fun h => ?_⟩
  · have h' := Int.add_le_add_right h b
    rwa [Int.zero_add, Int.sub_add_cancel] at h'
  · have h' := Int.add_le_add_right h (-b)
    rwa [Int.add_right_neg] at h'

theorem add_le_iff_le_sub {a b c : Int} : a + b ≤ c ↔ a ≤ c - b := by
  constructor
  · intro h
    have h' := Int.add_le_add_right h (-b)
    rwa [Int.add_assoc, Int.add_right_neg, Int.add_zero] at h'
  · intro h
    have h' := Int.add_le_add_right h b
    rwa [Int.sub_add_cancel] at h'

protected theorem not_le_eq (a b : Int) : (¬a ≤ b) = (b + 1 ≤ a) := propext Int.not_le
protected theorem not_lt_eq (a b : Int) : (¬a < b) = (b ≤ a) := propext Int.not_lt
protected theorem not_ge_eq (a b : Int) : (¬a ≥ b) = (a + 1 ≤ b) := Int.not_le_eq b a
protected theorem not_gt_eq (a b : Int) : (¬a > b) = (a ≤ b) := Int.not_lt_eq b a

instance instTransLt : Trans (α := Int) (· < ·) (· < ·) (· < ·) := ⟨Int.lt_trans⟩
instance instTransLe : Trans (α := Int) (· ≤ ·) (· ≤ ·) (· ≤ ·) := ⟨Int.le_trans⟩
instance instTransLtLe : Trans (α := Int) (· < ·) (· ≤ ·) (· < ·) := ⟨Int.lt_of_lt_of_le⟩
instance instTransLeLt : Trans (α := Int) (· ≤ ·) (· < ·) (· < ·) := ⟨Int.lt_of_le_of_lt⟩

/-! ## Natural numbers as integers -/

theorem ofNat_eq_natCast (n : Nat) : ofNat n = (n : Int) := rfl
theorem natCast_eq_subNatNat (n : Nat) : (n : Int) = subNatNat n 0 := ofNat_eq_subNatNat n
@[simp] theorem cast_ofNat_Int {n : Nat} : (Nat.cast (no_index (OfNat.ofNat n)) : Int) = OfNat.ofNat n := rfl
@[simp, norm_cast] theorem natCast_zero : ((0 : Nat) : Int) = 0 := rfl
@[simp, norm_cast] theorem natCast_one : ((1 : Nat) : Int) = 1 := rfl
@[simp, norm_cast] theorem natCast_add (n m : Nat) : ((n + m : Nat) : Int) = n + m := rfl
@[simp, norm_cast] theorem natCast_mul (n m : Nat) : ((n * m : Nat) : Int) = n * m := rfl
theorem natCast_succ (n : Nat) : ((n.succ : Nat) : Int) = n + 1 := rfl
theorem natCast_add_one (n : Nat) : ((n + 1 : Nat) : Int) = n + 1 := rfl
@[simp, norm_cast] theorem natCast_inj {m n : Nat} : (m : Int) = n ↔ m = n := ⟨ofNat.inj, fun h => h ▸ rfl⟩
@[simp, norm_cast] theorem ofNat_le {m n : Nat} : (m : Int) ≤ n ↔ m ≤ n := by
  rw [natCast_eq_subNatNat, natCast_eq_subNatNat, subNatNat_le]; exact Iff.rfl

@[simp, norm_cast] theorem ofNat_lt {m n : Nat} : (m : Int) < n ↔ m < n := by
  rw [natCast_eq_subNatNat, natCast_eq_subNatNat, subNatNat_lt]; exact Iff.rfl

theorem natCast_nonneg (n : Nat) : 0 ≤ (n : Int) := ofNat_le.mpr (Nat.zero_le n)
theorem natCast_sub {n m : Nat} (h : m ≤ n) : ((n - m : Nat) : Int) = n - m := by
  obtain ⟨k, rfl⟩ := Nat.exists_eq_add_of_le h
  rw [Nat.add_sub_cancel_left, natCast_add, Int.add_comm, Int.add_sub_cancel]

theorem negSucc_eq (n : Nat) : negSucc n = -((n : Int) + 1) := rfl
theorem eq_ofNat_of_zero_le {a : Int} (h : 0 ≤ a) : ∃ n : Nat, a = n := by
  cases a with
  | ofNat n => exact ⟨n, rfl⟩
  | negSucc n => exact nomatch (show NonNeg (negSucc n) from (Int.sub_zero (negSucc n)) ▸ h)

theorem negSucc_lt_zero (n : Nat) : negSucc n < 0 := Int.not_le.mp fun h => (eq_ofNat_of_zero_le h).elim nofun

/-! ## Products and order -/

protected theorem mul_nonneg {a b : Int} (ha : 0 ≤ a) (hb : 0 ≤ b) : 0 ≤ a * b := by
  obtain ⟨m, rfl⟩ := eq_ofNat_of_zero_le ha
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le hb
  exact natCast_nonneg (m * n)

protected theorem mul_pos {a b : Int} (ha : 0 < a) (hb : 0 < b) : 0 < a * b := by
  obtain ⟨m, rfl⟩ := eq_ofNat_of_zero_le (Int.le_of_lt ha)
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le (Int.le_of_lt hb)
  exact ofNat_lt.mpr (Nat.mul_pos (ofNat_lt.mp ha) (ofNat_lt.mp hb))

protected theorem mul_le_mul_of_nonneg_left {a b c : Int} (h : a ≤ b) (hc : 0 ≤ c) : c * a ≤ c * b := by
  rw [← sub_nonneg, ← Int.mul_sub]; exact Int.mul_nonneg hc (sub_nonneg.mpr h)

protected theorem mul_le_mul_of_nonneg_right {a b c : Int} (h : a ≤ b) (hc : 0 ≤ c) : a * c ≤ b * c :=
  Int.mul_comm c a ▸ Int.mul_comm c b ▸ Int.mul_le_mul_of_nonneg_left h hc

protected theorem mul_lt_mul_of_pos_left {a b c : Int} (h : a < b) (hc : 0 < c) : c * a < c * b := by
  rw [← Int.sub_pos, ← Int.mul_sub]; exact Int.mul_pos hc (Int.sub_pos.mpr h)

protected theorem le_of_mul_le_mul_left {a b c : Int} (h : c * a ≤ c * b) (hc : 0 < c) : a ≤ b :=
  Int.not_lt.mp fun n => Int.not_le.mpr (Int.mul_lt_mul_of_pos_left n hc) h

protected theorem lt_of_mul_lt_mul_left {a b c : Int} (h : c * a < c * b) (hc : 0 ≤ c) : a < b :=
  Int.not_le.mp fun n => Int.not_le.mpr h (Int.mul_le_mul_of_nonneg_left n hc)

protected theorem mul_eq_zero {a b : Int} : a * b = 0 ↔ a = 0 ∨ b = 0 := by
  constructor
  · intro h
    cases Int.lt_trichotomy a 0 with
    | inl ha => cases Int.lt_trichotomy b 0 with
      | inl hb => exact absurd h (Int.neg_mul_neg a b ▸ Int.ne_of_gt (Int.mul_pos (Int.neg_lt_neg ha)
        (Int.neg_lt_neg hb)))
      | inr hb => cases hb with
        | inl hb => exact .inr hb
        | inr hb =>
          have h' : 0 < -a * b := Int.mul_pos (Int.neg_lt_neg ha) hb
          rw [Int.neg_mul, h] at h'; exact absurd h' (Int.lt_irrefl 0)
    | inr ha => cases ha with
      | inl ha => exact .inl ha
      | inr ha => cases Int.lt_trichotomy b 0 with
        | inl hb =>
          have h' : 0 < a * -b := Int.mul_pos ha (Int.neg_lt_neg hb)
          rw [Int.mul_neg, h] at h'; exact absurd h' (Int.lt_irrefl 0)
        | inr hb => cases hb with
          | inl hb => exact .inr hb
          | inr hb => exact absurd h (Int.ne_of_gt (Int.mul_pos ha hb))
  · intro h
    cases h with
    | inl h => rw [h, Int.zero_mul]
    | inr h => rw [h, Int.mul_zero]

protected theorem eq_of_mul_eq_mul_left {a b c : Int} (ha : a ≠ 0) (h : a * b = a * c) : b = c :=
  eq_of_sub_eq_zero ((Int.mul_eq_zero.mp (by rw [Int.mul_sub, h, Int.sub_self])).resolve_left ha)

/-! ## Powers, minimum, maximum, absolute value -/

@[simp] protected theorem pow_zero (b : Int) : b ^ 0 = 1 := rfl
protected theorem pow_succ (b : Int) (e : Nat) : b ^ (e + 1) = b ^ e * b := rfl
@[simp, norm_cast] theorem natCast_pow (b n : Nat) : ((b ^ n : Nat) : Int) = (b : Int) ^ n := by
  induction n with
  | zero => rfl
  | succ n ih => rw [Nat.pow_succ, natCast_mul, ih, Int.pow_succ]

protected theorem pow_pos {b : Int} {n : Nat} (h : 0 < b) : 0 < b ^ n := by
  induction n with
  | zero => exact ofNat_lt.mpr Nat.zero_lt_one
  | succ n ih => exact Int.mul_pos ih h

protected theorem min_def (a b : Int) : min a b = if a ≤ b then a else b := rfl
protected theorem max_def (a b : Int) : max a b = if a ≤ b then b else a := rfl
protected theorem min_le_left (a b : Int) : min a b ≤ a := by
  rw [Int.min_def]; split
  next => exact Int.le_refl a
  next h => exact Int.le_of_lt (Int.not_le.mp h)

protected theorem min_le_right (a b : Int) : min a b ≤ b := by
  rw [Int.min_def]; split
  next h => exact h
  next => exact Int.le_refl b

protected theorem le_max_left (a b : Int) : a ≤ max a b := by
  rw [Int.max_def]; split
  next h => exact h
  next => exact Int.le_refl a

protected theorem le_max_right (a b : Int) : b ≤ max a b := by
  rw [Int.max_def]; split
  next => exact Int.le_refl b
  next h => exact Int.le_of_lt (Int.not_le.mp h)

@[simp] theorem natAbs_natCast (n : Nat) : natAbs (n : Int) = n := rfl
@[simp] theorem natAbs_neg (a : Int) : natAbs (-a) = natAbs a := by
  match a with
  | ofNat 0 => rfl
  | ofNat (_ + 1) => rfl
  | negSucc _ => rfl

theorem natAbs_eq (a : Int) : a = natAbs a ∨ a = -(natAbs a : Int) := by
  cases a with
  | ofNat n => exact .inl rfl
  | negSucc n => exact .inr rfl

theorem natAbs_mul (a b : Int) : natAbs (a * b) = natAbs a * natAbs b := by
  cases natAbs_eq a with
  | inl ha => cases natAbs_eq b with
    | inl hb => rw [ha, hb]; rfl
    | inr hb => rw [ha, hb, Int.mul_neg, natAbs_neg, natAbs_neg]; rfl
  | inr ha => cases natAbs_eq b with
    | inl hb => rw [ha, hb, Int.neg_mul, natAbs_neg, natAbs_neg]; rfl
    | inr hb => rw [ha, hb, Int.neg_mul_neg, natAbs_neg, natAbs_neg]; rfl

@[simp] theorem natAbs_eq_zero {a : Int} : natAbs a = 0 ↔ a = 0 :=
  ⟨fun h => match a, h with
    | ofNat _, h => congrArg ofNat h, fun h => h ▸ rfl⟩

theorem natAbs_of_nonneg {a : Int} (h : 0 ≤ a) : (natAbs a : Int) = a := by
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le h
  rfl

theorem natAbs_pos {a : Int} : 0 < natAbs a ↔ a ≠ 0 := Nat.pos_iff_ne_zero.trans (not_congr Int.natAbs_eq_zero)
theorem le_natAbs {a : Int} : a ≤ natAbs a := by
  cases a with
  | ofNat n => exact Int.le_refl _
  | negSucc n => exact Int.le_of_lt (Int.lt_of_lt_of_le (negSucc_lt_zero n) (natCast_nonneg _))

@[simp] theorem toNat_natCast (n : Nat) : toNat (n : Int) = n := rfl
theorem toNat_of_nonneg {a : Int} (h : 0 ≤ a) : (toNat a : Int) = a := by
  obtain ⟨n, rfl⟩ := eq_ofNat_of_zero_le h
  rfl

theorem toNat_eq_max (a : Int) : (toNat a : Int) = max a 0 := by
  cases a with
  | ofNat n =>
    rw [Int.max_def]; split
    next h => exact Int.le_antisymm h (natCast_nonneg n)
    next => rfl
  | negSucc n => rw [Int.max_def, if_pos (Int.le_of_lt (negSucc_lt_zero n))]; rfl

end Int
