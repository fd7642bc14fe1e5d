prelude
import GateCore.Unsupported

/-!
# Bit vectors and machine integers

Arithmetic modulo `2 ^ w`. A machine integer is a bit vector; compiled code has its own representation.
-/

set_option autoImplicit false
set_option linter.unusedVariables false

namespace BitVec
variable {w : Nat}

gen_injective_theorems% BitVec

/-- The number that the bits say. -/
@[inline] protected def toNat (x : BitVec w) : Nat := x.toFin.val

/-- The number modulo `2 ^ n`. -/
protected def ofNat (n i : Nat) : BitVec n := ⟨⟨i % 2 ^ n, Nat.mod_lt i (Nat.pow_pos (by decide))⟩⟩

/-- A number that fits. -/
protected def ofNatLT {w : Nat} (i : Nat) (p : i < 2 ^ w) : BitVec w := ⟨⟨i, p⟩⟩

instance instOfNat {w i : Nat} : OfNat (BitVec w) i := ⟨BitVec.ofNat w i⟩
instance instInhabited : Inhabited (BitVec w) := ⟨BitVec.ofNat w 0⟩
/-- `5#8` is the number 5 in 8 bits. -/
scoped syntax:max num noWs "#" noWs term:max : term
macro_rules | `($i:num#$w) => `(BitVec.ofNat $w $i)

theorem isLt (x : BitVec w) : x.toNat < 2 ^ w := x.toFin.isLt
@[simp] theorem toNat_ofNat (i w : Nat) : (BitVec.ofNat w i).toNat = i % 2 ^ w := rfl
@[simp] theorem toNat_ofNatLT (i w : Nat) (p : i < 2 ^ w) : (BitVec.ofNatLT i p).toNat = i := rfl
theorem eq_of_toNat_eq {x y : BitVec w} (h : x.toNat = y.toNat) : x = y := by
  cases x; cases y; exact congrArg BitVec.ofFin (Fin.ext h)

theorem toNat_inj {x y : BitVec w} : x.toNat = y.toNat ↔ x = y := ⟨eq_of_toNat_eq, fun h => h ▸ rfl⟩
theorem toNat_eq {x y : BitVec w} : x = y ↔ x.toNat = y.toNat := toNat_inj.symm
@[simp] theorem ofNat_toNat (x : BitVec w) : BitVec.ofNat w x.toNat = x :=
  eq_of_toNat_eq (by rw [toNat_ofNat, Nat.mod_eq_of_lt x.isLt])

instance instDecidableEq : DecidableEq (BitVec w) := fun x y =>
  if h : x.toNat = y.toNat then isTrue (eq_of_toNat_eq h) else isFalse fun e => h (congrArg BitVec.toNat e)

/-- Addition modulo `2 ^ w`. -/
protected def add (x y : BitVec w) : BitVec w := .ofNat w (x.toNat + y.toNat)

/-- Subtraction modulo `2 ^ w`. -/
protected def sub (x y : BitVec w) : BitVec w := .ofNat w (2 ^ w - y.toNat + x.toNat)

/-- Multiplication modulo `2 ^ w`. -/
protected def mul (x y : BitVec w) : BitVec w := .ofNat w (x.toNat * y.toNat)

/-- The number whose sum with `x` is 0. -/
protected def neg (x : BitVec w) : BitVec w := .ofNat w (2 ^ w - x.toNat)

/-- Division without signs; by 0 it gives 0. -/
def udiv (x y : BitVec w) : BitVec w := .ofNat w (x.toNat / y.toNat)

/-- Remainder without signs; by 0 it gives `x`. -/
def umod (x y : BitVec w) : BitVec w := .ofNat w (x.toNat % y.toNat)

/-- The bits that are in both. -/
protected def and (x y : BitVec w) : BitVec w := .ofNat w (x.toNat &&& y.toNat)

/-- The bits that are in one of them. -/
protected def or (x y : BitVec w) : BitVec w := .ofNat w (x.toNat ||| y.toNat)

/-- The bits that are in exactly one of them. -/
protected def xor (x y : BitVec w) : BitVec w := .ofNat w (x.toNat ^^^ y.toNat)

/-- All bits set. -/
def allOnes (n : Nat) : BitVec n := .ofNat n (2 ^ n - 1)

/-- The bits that are not in `x`. -/
protected def not (x : BitVec w) : BitVec w := BitVec.xor (allOnes w) x

/-- Bits moved up, zeros in their place. -/
protected def shiftLeft (x : BitVec w) (s : Nat) : BitVec w := .ofNat w (x.toNat <<< s)

/-- Bits moved down, zeros in their place. -/
def ushiftRight (x : BitVec w) (s : Nat) : BitVec w := .ofNat w (x.toNat >>> s)

/-- Order without signs. -/
protected def ult (x y : BitVec w) : Bool := decide (x.toNat < y.toNat)

/-- Order without signs. -/
protected def ule (x y : BitVec w) : Bool := decide (x.toNat ≤ y.toNat)

/-- The number with the bits' sign. -/
protected def toInt {n : Nat} (x : BitVec n) : Int :=
  if 2 * x.toNat < 2 ^ n then x.toNat else (x.toNat : Int) - (2 ^ n : Nat)

/-- The number that has these bits, cut off or filled with zeros. -/
def setWidth (v : Nat) (x : BitVec w) : BitVec v := .ofNat v x.toNat

instance instAdd : Add (BitVec w) := ⟨BitVec.add⟩
instance instSub : Sub (BitVec w) := ⟨BitVec.sub⟩
instance instMul : Mul (BitVec w) := ⟨BitVec.mul⟩
instance instNeg : Neg (BitVec w) := ⟨BitVec.neg⟩
instance instDiv : Div (BitVec w) := ⟨BitVec.udiv⟩
instance instMod : Mod (BitVec w) := ⟨BitVec.umod⟩
instance instAndOp : AndOp (BitVec w) := ⟨BitVec.and⟩
instance instOrOp : OrOp (BitVec w) := ⟨BitVec.or⟩
instance instXorOp : XorOp (BitVec w) := ⟨BitVec.xor⟩
instance instComplement : Complement (BitVec w) := ⟨BitVec.not⟩
instance instHShiftLeft : HShiftLeft (BitVec w) Nat (BitVec w) := ⟨BitVec.shiftLeft⟩
instance instHShiftRight : HShiftRight (BitVec w) Nat (BitVec w) := ⟨BitVec.ushiftRight⟩
instance instLT : LT (BitVec w) := ⟨fun x y => x.toNat < y.toNat⟩
instance instLE : LE (BitVec w) := ⟨fun x y => x.toNat ≤ y.toNat⟩
instance instDecidableLT (x y : BitVec w) : Decidable (x < y) := Nat.decLt x.toNat y.toNat
instance instDecidableLE (x y : BitVec w) : Decidable (x ≤ y) := Nat.decLe x.toNat y.toNat
instance instToString : ToString (BitVec w) := ⟨fun x => toString x.toNat⟩
instance instRepr : Repr (BitVec w) := ⟨fun x _ => repr x.toNat ++ "#" ++ repr w⟩

theorem lt_def {x y : BitVec w} : x < y ↔ x.toNat < y.toNat := Iff.rfl
theorem le_def {x y : BitVec w} : x ≤ y ↔ x.toNat ≤ y.toNat := Iff.rfl
@[simp] theorem toNat_add (x y : BitVec w) : (x + y).toNat = (x.toNat + y.toNat) % 2 ^ w := rfl
@[simp] theorem toNat_sub (x y : BitVec w) : (x - y).toNat = (2 ^ w - y.toNat + x.toNat) % 2 ^ w := rfl
@[simp] theorem toNat_mul (x y : BitVec w) : (x * y).toNat = x.toNat * y.toNat % 2 ^ w := rfl
@[simp] theorem toNat_neg (x : BitVec w) : (-x).toNat = (2 ^ w - x.toNat) % 2 ^ w := rfl
@[simp] theorem toNat_udiv (x y : BitVec w) : (x / y).toNat = x.toNat / y.toNat :=
  Nat.mod_eq_of_lt (Nat.lt_of_le_of_lt (Nat.div_le_self _ _) x.isLt)

@[simp] theorem toNat_umod (x y : BitVec w) : (x % y).toNat = x.toNat % y.toNat :=
  Nat.mod_eq_of_lt (Nat.lt_of_le_of_lt (Nat.mod_le _ _) x.isLt)

protected theorem add_comm (x y : BitVec w) : x + y = y + x :=
  eq_of_toNat_eq (by rw [toNat_add, toNat_add, Nat.add_comm])

protected theorem add_assoc (x y z : BitVec w) : x + y + z = x + (y + z) :=
  eq_of_toNat_eq (by rw [toNat_add, toNat_add, toNat_add, toNat_add, Nat.mod_add_mod, Nat.add_mod_mod, Nat.add_assoc])

protected theorem mul_comm (x y : BitVec w) : x * y = y * x :=
  eq_of_toNat_eq (by rw [toNat_mul, toNat_mul, Nat.mul_comm])

@[simp] protected theorem add_zero (x : BitVec w) : x + BitVec.ofNat w 0 = x :=
  eq_of_toNat_eq (by
    rw [toNat_add, show (BitVec.ofNat w 0).toNat = 0 from Nat.zero_mod _, Nat.add_zero, Nat.mod_eq_of_lt x.isLt])

@[simp] protected theorem zero_add (x : BitVec w) : BitVec.ofNat w 0 + x = x := by rw [BitVec.add_comm, BitVec.add_zero]
end BitVec

/-- Numbers of 16 bits. -/
structure UInt16 where
  ofBitVec ::
  toBitVec : BitVec 16

attribute [extern "lean_uint16_of_nat_mk"] UInt16.ofBitVec
attribute [extern "lean_uint16_to_nat"] UInt16.toBitVec

/-- The number modulo `2 ^ 16`. -/
@[extern "lean_uint16_of_nat"] def UInt16.ofNat (n : @& Nat) : UInt16 := ⟨BitVec.ofNat 16 n⟩
instance UInt16.instOfNat {n : Nat} : OfNat UInt16 n := ⟨UInt16.ofNat n⟩

namespace UInt8
gen_injective_theorems% UInt8

/-- The number. -/
@[extern "lean_uint8_to_nat"] def toNat (n : UInt8) : Nat := n.toBitVec.toNat

/-- How many numbers there are. -/
abbrev size : Nat := 2 ^ 8

theorem toNat_lt (a : UInt8) : a.toNat < 2 ^ 8 := a.toBitVec.isLt
theorem toNat_inj {a b : UInt8} : a.toNat = b.toNat ↔ a = b := by
  constructor
  · intro h; cases a; cases b; exact congrArg UInt8.ofBitVec (BitVec.eq_of_toNat_eq h)
  · intro h; rw [h]

@[simp] theorem toNat_ofNat {i : Nat} : (UInt8.ofNat i).toNat = i % 2 ^ 8 := rfl

@[extern "lean_uint8_dec_eq"] instance decEq (a b : UInt8) : Decidable (a = b) :=
  if h : a.toNat = b.toNat then isTrue (toNat_inj.mp h) else isFalse fun e => h (congrArg UInt8.toNat e)

@[extern "lean_uint8_add"] protected def add (a b : UInt8) : UInt8 := ⟨a.toBitVec + b.toBitVec⟩
@[extern "lean_uint8_sub"] protected def sub (a b : UInt8) : UInt8 := ⟨a.toBitVec - b.toBitVec⟩
@[extern "lean_uint8_mul"] protected def mul (a b : UInt8) : UInt8 := ⟨a.toBitVec * b.toBitVec⟩
@[extern "lean_uint8_div"] protected def div (a b : UInt8) : UInt8 := ⟨a.toBitVec / b.toBitVec⟩
@[extern "lean_uint8_mod"] protected def mod (a b : UInt8) : UInt8 := ⟨a.toBitVec % b.toBitVec⟩
@[extern "lean_uint8_land"] protected def land (a b : UInt8) : UInt8 := ⟨a.toBitVec &&& b.toBitVec⟩
@[extern "lean_uint8_lor"] protected def lor (a b : UInt8) : UInt8 := ⟨a.toBitVec ||| b.toBitVec⟩
@[extern "lean_uint8_xor"] protected def xor (a b : UInt8) : UInt8 := ⟨a.toBitVec ^^^ b.toBitVec⟩
@[extern "lean_uint8_complement"] protected def complement (a : UInt8) : UInt8 := ⟨~~~a.toBitVec⟩
@[extern "lean_uint8_shift_left"] protected def shiftLeft (a b : UInt8) : UInt8 :=
  ⟨a.toBitVec <<< (b.toNat % 8)⟩

@[extern "lean_uint8_shift_right"] protected def shiftRight (a b : UInt8) : UInt8 :=
  ⟨a.toBitVec >>> (b.toNat % 8)⟩

instance instAdd : Add UInt8 := ⟨UInt8.add⟩
instance instSub : Sub UInt8 := ⟨UInt8.sub⟩
instance instMul : Mul UInt8 := ⟨UInt8.mul⟩
instance instDiv : Div UInt8 := ⟨UInt8.div⟩
instance instMod : Mod UInt8 := ⟨UInt8.mod⟩
instance instAndOp : AndOp UInt8 := ⟨UInt8.land⟩
instance instOrOp : OrOp UInt8 := ⟨UInt8.lor⟩
instance instXorOp : XorOp UInt8 := ⟨UInt8.xor⟩
instance instComplement : Complement UInt8 := ⟨UInt8.complement⟩
instance instShiftLeft : ShiftLeft UInt8 := ⟨UInt8.shiftLeft⟩
instance instShiftRight : ShiftRight UInt8 := ⟨UInt8.shiftRight⟩
instance instLT : LT UInt8 := ⟨fun a b => a.toBitVec < b.toBitVec⟩
instance instLE : LE UInt8 := ⟨fun a b => a.toBitVec ≤ b.toBitVec⟩
@[extern "lean_uint8_dec_lt"] instance decLt (a b : UInt8) : Decidable (a < b) :=
  inferInstanceAs (Decidable (a.toBitVec < b.toBitVec))

@[extern "lean_uint8_dec_le"] instance decLe (a b : UInt8) : Decidable (a ≤ b) :=
  inferInstanceAs (Decidable (a.toBitVec ≤ b.toBitVec))

instance instInhabited : Inhabited UInt8 := ⟨0⟩
instance instToString : ToString UInt8 := ⟨fun a => toString a.toNat⟩
instance instRepr : Repr UInt8 := ⟨fun a prec => reprPrec a.toNat prec⟩
instance instOrd : Ord UInt8 := ⟨fun a b => compare a.toNat b.toNat⟩
instance instHashable : Hashable UInt8 := ⟨fun a => hash a.toNat⟩

theorem lt_iff_toNat_lt {a b : UInt8} : a < b ↔ a.toNat < b.toNat := Iff.rfl
theorem le_iff_toNat_le {a b : UInt8} : a ≤ b ↔ a.toNat ≤ b.toNat := Iff.rfl
@[simp] protected theorem toNat_add (a b : UInt8) : (a + b).toNat = (a.toNat + b.toNat) % 2 ^ 8 := rfl
@[simp] protected theorem toNat_mul (a b : UInt8) : (a * b).toNat = a.toNat * b.toNat % 2 ^ 8 := rfl
protected theorem toNat_sub (a b : UInt8) : (a - b).toNat = (2 ^ 8 - b.toNat + a.toNat) % 2 ^ 8 := rfl
@[simp] protected theorem toNat_div (a b : UInt8) : (a / b).toNat = a.toNat / b.toNat := BitVec.toNat_udiv _ _
@[simp] protected theorem toNat_mod (a b : UInt8) : (a % b).toNat = a.toNat % b.toNat := BitVec.toNat_umod _ _
end UInt8

/-- The number modulo `2 ^ 8`. -/
@[extern "lean_uint8_of_nat"] def Nat.toUInt8 (n : @& Nat) : UInt8 := UInt8.ofNat n

namespace UInt16

/-- The number. -/
@[extern "lean_uint16_to_nat"] def toNat (n : UInt16) : Nat := n.toBitVec.toNat

/-- How many numbers there are. -/
abbrev size : Nat := 2 ^ 16

theorem toNat_lt (a : UInt16) : a.toNat < 2 ^ 16 := a.toBitVec.isLt
theorem toNat_inj {a b : UInt16} : a.toNat = b.toNat ↔ a = b := by
  constructor
  · intro h; cases a; cases b; exact congrArg UInt16.ofBitVec (BitVec.eq_of_toNat_eq h)
  · intro h; rw [h]

@[simp] theorem toNat_ofNat {i : Nat} : (UInt16.ofNat i).toNat = i % 2 ^ 16 := rfl

@[extern "lean_uint16_dec_eq"] instance decEq (a b : UInt16) : Decidable (a = b) :=
  if h : a.toNat = b.toNat then isTrue (toNat_inj.mp h) else isFalse fun e => h (congrArg UInt16.toNat e)

@[extern "lean_uint16_add"] protected def add (a b : UInt16) : UInt16 := ⟨a.toBitVec + b.toBitVec⟩
@[extern "lean_uint16_sub"] protected def sub (a b : UInt16) : UInt16 := ⟨a.toBitVec - b.toBitVec⟩
@[extern "lean_uint16_mul"] protected def mul (a b : UInt16) : UInt16 := ⟨a.toBitVec * b.toBitVec⟩
@[extern "lean_uint16_div"] protected def div (a b : UInt16) : UInt16 := ⟨a.toBitVec / b.toBitVec⟩
@[extern "lean_uint16_mod"] protected def mod (a b : UInt16) : UInt16 := ⟨a.toBitVec % b.toBitVec⟩
@[extern "lean_uint16_land"] protected def land (a b : UInt16) : UInt16 := ⟨a.toBitVec &&& b.toBitVec⟩
@[extern "lean_uint16_lor"] protected def lor (a b : UInt16) : UInt16 := ⟨a.toBitVec ||| b.toBitVec⟩
@[extern "lean_uint16_xor"] protected def xor (a b : UInt16) : UInt16 := ⟨a.toBitVec ^^^ b.toBitVec⟩
@[extern "lean_uint16_complement"] protected def complement (a : UInt16) : UInt16 := ⟨~~~a.toBitVec⟩
@[extern "lean_uint16_shift_left"] protected def shiftLeft (a b : UInt16) : UInt16 :=
  ⟨a.toBitVec <<< (b.toNat % 16)⟩

@[extern "lean_uint16_shift_right"] protected def shiftRight (a b : UInt16) : UInt16 :=
  ⟨a.toBitVec >>> (b.toNat % 16)⟩

instance instAdd : Add UInt16 := ⟨UInt16.add⟩
instance instSub : Sub UInt16 := ⟨UInt16.sub⟩
instance instMul : Mul UInt16 := ⟨UInt16.mul⟩
instance instDiv : Div UInt16 := ⟨UInt16.div⟩
instance instMod : Mod UInt16 := ⟨UInt16.mod⟩
instance instAndOp : AndOp UInt16 := ⟨UInt16.land⟩
instance instOrOp : OrOp UInt16 := ⟨UInt16.lor⟩
instance instXorOp : XorOp UInt16 := ⟨UInt16.xor⟩
instance instComplement : Complement UInt16 := ⟨UInt16.complement⟩
instance instShiftLeft : ShiftLeft UInt16 := ⟨UInt16.shiftLeft⟩
instance instShiftRight : ShiftRight UInt16 := ⟨UInt16.shiftRight⟩
instance instLT : LT UInt16 := ⟨fun a b => a.toBitVec < b.toBitVec⟩
instance instLE : LE UInt16 := ⟨fun a b => a.toBitVec ≤ b.toBitVec⟩
@[extern "lean_uint16_dec_lt"] instance decLt (a b : UInt16) : Decidable (a < b) :=
  inferInstanceAs (Decidable (a.toBitVec < b.toBitVec))

@[extern "lean_uint16_dec_le"] instance decLe (a b : UInt16) : Decidable (a ≤ b) :=
  inferInstanceAs (Decidable (a.toBitVec ≤ b.toBitVec))

instance instInhabited : Inhabited UInt16 := ⟨0⟩
instance instToString : ToString UInt16 := ⟨fun a => toString a.toNat⟩
instance instRepr : Repr UInt16 := ⟨fun a prec => reprPrec a.toNat prec⟩
instance instOrd : Ord UInt16 := ⟨fun a b => compare a.toNat b.toNat⟩
instance instHashable : Hashable UInt16 := ⟨fun a => hash a.toNat⟩

theorem lt_iff_toNat_lt {a b : UInt16} : a < b ↔ a.toNat < b.toNat := Iff.rfl
theorem le_iff_toNat_le {a b : UInt16} : a ≤ b ↔ a.toNat ≤ b.toNat := Iff.rfl
@[simp] protected theorem toNat_add (a b : UInt16) : (a + b).toNat = (a.toNat + b.toNat) % 2 ^ 16 := rfl
@[simp] protected theorem toNat_mul (a b : UInt16) : (a * b).toNat = a.toNat * b.toNat % 2 ^ 16 := rfl
protected theorem toNat_sub (a b : UInt16) : (a - b).toNat = (2 ^ 16 - b.toNat + a.toNat) % 2 ^ 16 := rfl
@[simp] protected theorem toNat_div (a b : UInt16) : (a / b).toNat = a.toNat / b.toNat := BitVec.toNat_udiv _ _
@[simp] protected theorem toNat_mod (a b : UInt16) : (a % b).toNat = a.toNat % b.toNat := BitVec.toNat_umod _ _
end UInt16

/-- The number modulo `2 ^ 16`. -/
@[extern "lean_uint16_of_nat"] def Nat.toUInt16 (n : @& Nat) : UInt16 := UInt16.ofNat n

namespace UInt32
gen_injective_theorems% UInt32

/-- How many numbers there are. -/
abbrev size : Nat := 2 ^ 32

theorem toNat_lt (a : UInt32) : a.toNat < 2 ^ 32 := a.toBitVec.isLt
theorem toNat_inj {a b : UInt32} : a.toNat = b.toNat ↔ a = b := by
  constructor
  · intro h; cases a; cases b; exact congrArg UInt32.ofBitVec (BitVec.eq_of_toNat_eq h)
  · intro h; rw [h]

@[simp] theorem toNat_ofNat {i : Nat} : (UInt32.ofNat i).toNat = i % 2 ^ 32 := rfl

@[extern "lean_uint32_dec_eq"] instance decEq (a b : UInt32) : Decidable (a = b) :=
  if h : a.toNat = b.toNat then isTrue (toNat_inj.mp h) else isFalse fun e => h (congrArg UInt32.toNat e)

@[extern "lean_uint32_add"] protected def add (a b : UInt32) : UInt32 := ⟨a.toBitVec + b.toBitVec⟩
@[extern "lean_uint32_sub"] protected def sub (a b : UInt32) : UInt32 := ⟨a.toBitVec - b.toBitVec⟩
@[extern "lean_uint32_mul"] protected def mul (a b : UInt32) : UInt32 := ⟨a.toBitVec * b.toBitVec⟩
@[extern "lean_uint32_div"] protected def div (a b : UInt32) : UInt32 := ⟨a.toBitVec / b.toBitVec⟩
@[extern "lean_uint32_mod"] protected def mod (a b : UInt32) : UInt32 := ⟨a.toBitVec % b.toBitVec⟩
@[extern "lean_uint32_land"] protected def land (a b : UInt32) : UInt32 := ⟨a.toBitVec &&& b.toBitVec⟩
@[extern "lean_uint32_lor"] protected def lor (a b : UInt32) : UInt32 := ⟨a.toBitVec ||| b.toBitVec⟩
@[extern "lean_uint32_xor"] protected def xor (a b : UInt32) : UInt32 := ⟨a.toBitVec ^^^ b.toBitVec⟩
@[extern "lean_uint32_complement"] protected def complement (a : UInt32) : UInt32 := ⟨~~~a.toBitVec⟩
@[extern "lean_uint32_shift_left"] protected def shiftLeft (a b : UInt32) : UInt32 :=
  ⟨a.toBitVec <<< (b.toNat % 32)⟩

@[extern "lean_uint32_shift_right"] protected def shiftRight (a b : UInt32) : UInt32 :=
  ⟨a.toBitVec >>> (b.toNat % 32)⟩

instance instAdd : Add UInt32 := ⟨UInt32.add⟩
instance instSub : Sub UInt32 := ⟨UInt32.sub⟩
instance instMul : Mul UInt32 := ⟨UInt32.mul⟩
instance instDiv : Div UInt32 := ⟨UInt32.div⟩
instance instMod : Mod UInt32 := ⟨UInt32.mod⟩
instance instAndOp : AndOp UInt32 := ⟨UInt32.land⟩
instance instOrOp : OrOp UInt32 := ⟨UInt32.lor⟩
instance instXorOp : XorOp UInt32 := ⟨UInt32.xor⟩
instance instComplement : Complement UInt32 := ⟨UInt32.complement⟩
instance instShiftLeft : ShiftLeft UInt32 := ⟨UInt32.shiftLeft⟩
instance instShiftRight : ShiftRight UInt32 := ⟨UInt32.shiftRight⟩
instance instLT : LT UInt32 := ⟨fun a b => a.toBitVec < b.toBitVec⟩
instance instLE : LE UInt32 := ⟨fun a b => a.toBitVec ≤ b.toBitVec⟩
@[extern "lean_uint32_dec_lt"] instance decLt (a b : UInt32) : Decidable (a < b) :=
  inferInstanceAs (Decidable (a.toBitVec < b.toBitVec))

@[extern "lean_uint32_dec_le"] instance decLe (a b : UInt32) : Decidable (a ≤ b) :=
  inferInstanceAs (Decidable (a.toBitVec ≤ b.toBitVec))

instance instInhabited : Inhabited UInt32 := ⟨0⟩
instance instToString : ToString UInt32 := ⟨fun a => toString a.toNat⟩
instance instRepr : Repr UInt32 := ⟨fun a prec => reprPrec a.toNat prec⟩
instance instOrd : Ord UInt32 := ⟨fun a b => compare a.toNat b.toNat⟩
instance instHashable : Hashable UInt32 := ⟨fun a => hash a.toNat⟩

theorem lt_iff_toNat_lt {a b : UInt32} : a < b ↔ a.toNat < b.toNat := Iff.rfl
theorem le_iff_toNat_le {a b : UInt32} : a ≤ b ↔ a.toNat ≤ b.toNat := Iff.rfl
@[simp] protected theorem toNat_add (a b : UInt32) : (a + b).toNat = (a.toNat + b.toNat) % 2 ^ 32 := rfl
@[simp] protected theorem toNat_mul (a b : UInt32) : (a * b).toNat = a.toNat * b.toNat % 2 ^ 32 := rfl
protected theorem toNat_sub (a b : UInt32) : (a - b).toNat = (2 ^ 32 - b.toNat + a.toNat) % 2 ^ 32 := rfl
@[simp] protected theorem toNat_div (a b : UInt32) : (a / b).toNat = a.toNat / b.toNat := BitVec.toNat_udiv _ _
@[simp] protected theorem toNat_mod (a b : UInt32) : (a % b).toNat = a.toNat % b.toNat := BitVec.toNat_umod _ _
end UInt32

/-- The number modulo `2 ^ 32`. -/
@[extern "lean_uint32_of_nat"] def Nat.toUInt32 (n : @& Nat) : UInt32 := UInt32.ofNat n

namespace UInt64
gen_injective_theorems% UInt64

/-- The number. -/
@[extern "lean_uint64_to_nat"] def toNat (n : UInt64) : Nat := n.toBitVec.toNat

/-- How many numbers there are. -/
abbrev size : Nat := 2 ^ 64

theorem toNat_lt (a : UInt64) : a.toNat < 2 ^ 64 := a.toBitVec.isLt
theorem toNat_inj {a b : UInt64} : a.toNat = b.toNat ↔ a = b := by
  constructor
  · intro h; cases a; cases b; exact congrArg UInt64.ofBitVec (BitVec.eq_of_toNat_eq h)
  · intro h; rw [h]

@[simp] theorem toNat_ofNat {i : Nat} : (UInt64.ofNat i).toNat = i % 2 ^ 64 := rfl

@[extern "lean_uint64_dec_eq"] instance decEq (a b : UInt64) : Decidable (a = b) :=
  if h : a.toNat = b.toNat then isTrue (toNat_inj.mp h) else isFalse fun e => h (congrArg UInt64.toNat e)

@[extern "lean_uint64_add"] protected def add (a b : UInt64) : UInt64 := ⟨a.toBitVec + b.toBitVec⟩
@[extern "lean_uint64_sub"] protected def sub (a b : UInt64) : UInt64 := ⟨a.toBitVec - b.toBitVec⟩
@[extern "lean_uint64_mul"] protected def mul (a b : UInt64) : UInt64 := ⟨a.toBitVec * b.toBitVec⟩
@[extern "lean_uint64_div"] protected def div (a b : UInt64) : UInt64 := ⟨a.toBitVec / b.toBitVec⟩
@[extern "lean_uint64_mod"] protected def mod (a b : UInt64) : UInt64 := ⟨a.toBitVec % b.toBitVec⟩
@[extern "lean_uint64_land"] protected def land (a b : UInt64) : UInt64 := ⟨a.toBitVec &&& b.toBitVec⟩
@[extern "lean_uint64_lor"] protected def lor (a b : UInt64) : UInt64 := ⟨a.toBitVec ||| b.toBitVec⟩
@[extern "lean_uint64_xor"] protected def xor (a b : UInt64) : UInt64 := ⟨a.toBitVec ^^^ b.toBitVec⟩
@[extern "lean_uint64_complement"] protected def complement (a : UInt64) : UInt64 := ⟨~~~a.toBitVec⟩
@[extern "lean_uint64_shift_left"] protected def shiftLeft (a b : UInt64) : UInt64 :=
  ⟨a.toBitVec <<< (b.toNat % 64)⟩

@[extern "lean_uint64_shift_right"] protected def shiftRight (a b : UInt64) : UInt64 :=
  ⟨a.toBitVec >>> (b.toNat % 64)⟩

instance instAdd : Add UInt64 := ⟨UInt64.add⟩
instance instSub : Sub UInt64 := ⟨UInt64.sub⟩
instance instMul : Mul UInt64 := ⟨UInt64.mul⟩
instance instDiv : Div UInt64 := ⟨UInt64.div⟩
instance instMod : Mod UInt64 := ⟨UInt64.mod⟩
instance instAndOp : AndOp UInt64 := ⟨UInt64.land⟩
instance instOrOp : OrOp UInt64 := ⟨UInt64.lor⟩
instance instXorOp : XorOp UInt64 := ⟨UInt64.xor⟩
instance instComplement : Complement UInt64 := ⟨UInt64.complement⟩
instance instShiftLeft : ShiftLeft UInt64 := ⟨UInt64.shiftLeft⟩
instance instShiftRight : ShiftRight UInt64 := ⟨UInt64.shiftRight⟩
instance instLT : LT UInt64 := ⟨fun a b => a.toBitVec < b.toBitVec⟩
instance instLE : LE UInt64 := ⟨fun a b => a.toBitVec ≤ b.toBitVec⟩
@[extern "lean_uint64_dec_lt"] instance decLt (a b : UInt64) : Decidable (a < b) :=
  inferInstanceAs (Decidable (a.toBitVec < b.toBitVec))

@[extern "lean_uint64_dec_le"] instance decLe (a b : UInt64) : Decidable (a ≤ b) :=
  inferInstanceAs (Decidable (a.toBitVec ≤ b.toBitVec))

instance instToString : ToString UInt64 := ⟨fun a => toString a.toNat⟩
instance instRepr : Repr UInt64 := ⟨fun a prec => reprPrec a.toNat prec⟩
instance instOrd : Ord UInt64 := ⟨fun a b => compare a.toNat b.toNat⟩
instance instHashable : Hashable UInt64 := ⟨fun a => hash a.toNat⟩

theorem lt_iff_toNat_lt {a b : UInt64} : a < b ↔ a.toNat < b.toNat := Iff.rfl
theorem le_iff_toNat_le {a b : UInt64} : a ≤ b ↔ a.toNat ≤ b.toNat := Iff.rfl
@[simp] protected theorem toNat_add (a b : UInt64) : (a + b).toNat = (a.toNat + b.toNat) % 2 ^ 64 := rfl
@[simp] protected theorem toNat_mul (a b : UInt64) : (a * b).toNat = a.toNat * b.toNat % 2 ^ 64 := rfl
protected theorem toNat_sub (a b : UInt64) : (a - b).toNat = (2 ^ 64 - b.toNat + a.toNat) % 2 ^ 64 := rfl
@[simp] protected theorem toNat_div (a b : UInt64) : (a / b).toNat = a.toNat / b.toNat := BitVec.toNat_udiv _ _
@[simp] protected theorem toNat_mod (a b : UInt64) : (a % b).toNat = a.toNat % b.toNat := BitVec.toNat_umod _ _
end UInt64

/-! ## Between widths -/

@[extern "lean_uint8_to_uint32"] def UInt8.toUInt32 (a : UInt8) : UInt32 := ⟨a.toBitVec.setWidth 32⟩
@[extern "lean_uint8_to_uint64"] def UInt8.toUInt64 (a : UInt8) : UInt64 := ⟨a.toBitVec.setWidth 64⟩
@[extern "lean_uint32_to_uint8"] def UInt32.toUInt8 (a : UInt32) : UInt8 := ⟨a.toBitVec.setWidth 8⟩
@[extern "lean_uint32_to_uint64"] def UInt32.toUInt64 (a : UInt32) : UInt64 := ⟨a.toBitVec.setWidth 64⟩
@[extern "lean_uint64_to_uint8"] def UInt64.toUInt8 (a : UInt64) : UInt8 := ⟨a.toBitVec.setWidth 8⟩
@[extern "lean_uint64_to_uint32"] def UInt64.toUInt32 (a : UInt64) : UInt32 := ⟨a.toBitVec.setWidth 32⟩

/-- The character of a byte. -/
def Char.ofUInt8 (n : UInt8) : Char := Char.ofNat n.toNat
