prelude
import GateCore.Prelude.Nat

/-!
# Lists, options, bounded numbers, characters, strings

The types whose literals the elaborator builds, and the fixed-width numbers that they need. Attributes name the runtime
functions that convert between these definitions and what compiled code works with.
-/

set_option autoImplicit false
universe u v w

/-- Finite sequences. -/
inductive List (α : Type u) where
  | nil : List α
  | cons (head : α) (tail : List α) : List α

/-- An element or nothing. -/
inductive Option (α : Type u) where
  | none : Option α
  | some (val : α) : Option α

export Option (none some)

/-- Natural numbers below `n`. -/
structure Fin (n : Nat) where
  mk ::
  val : Nat
  isLt : LT.lt val n

/-- Binary numbers of `w` digits. -/
structure BitVec (w : Nat) where
  ofFin ::
  toFin : Fin (HPow.hPow 2 w)

/-- Numbers of 8 bits. -/
structure UInt8 where
  ofBitVec ::
  toBitVec : BitVec 8

attribute [extern "lean_uint8_of_nat_mk"] UInt8.ofBitVec
attribute [extern "lean_uint8_to_nat"] UInt8.toBitVec

/-- Numbers of 32 bits. -/
structure UInt32 where
  ofBitVec ::
  toBitVec : BitVec 32

attribute [extern "lean_uint32_of_nat_mk"] UInt32.ofBitVec
attribute [extern "lean_uint32_to_nat"] UInt32.toBitVec

@[extern "lean_uint32_to_nat"] def UInt32.toNat (n : UInt32) : Nat := n.toBitVec.toFin.val

/-- Numbers of 64 bits. -/
structure UInt64 where
  ofBitVec ::
  toBitVec : BitVec 64

attribute [extern "lean_uint64_of_nat_mk"] UInt64.ofBitVec
attribute [extern "lean_uint64_to_nat"] UInt64.toBitVec

instance instInhabitedUInt64 : Inhabited UInt64 := ⟨⟨⟨⟨.zero, Nat.le_of_ble_eq_true _ _ rfl⟩⟩⟩⟩

/-- Code points that are characters: the surrogates are not. -/
def Nat.isValidChar (n : Nat) : Prop := Or (LT.lt n 0xd800) (And (LT.lt 0xdfff n) (LT.lt n 0x110000))

/-- Unicode characters. -/
structure Char where
  val : UInt32
  valid : Nat.isValidChar val.toNat

/-- Texts. The kernel reads the literal `"ab"` as `String.ofList ['a', 'b']`. -/
structure String where
  ofList ::
  data : List Char

attribute [extern "lean_string_mk"] String.ofList
attribute [extern "lean_string_data"] String.data

/-- Sequences with constant-time access in compiled code. -/
structure Array (α : Type u) where
  mk ::
  toList : List α

attribute [extern "lean_array_mk"] Array.mk
attribute [extern "lean_array_to_list"] Array.toList

/-- Sequences of bytes. -/
structure ByteArray where
  mk ::
  data : Array UInt8

instance instInhabitedBool : Inhabited Bool := ⟨false⟩
instance instInhabitedArray {α : Type u} : Inhabited (Array α) := ⟨.mk .nil⟩
