prelude
import GateCore.Repr

/-!
# Comparison and hashing, as `deriving Ord, Hashable` needs them
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v

/-- The result of a comparison. -/
inductive Ordering where
  | lt | eq | gt
  deriving DecidableEq, Inhabited, Repr

namespace Ordering

/-- The first result, or the second where the first is `eq`. -/
@[macro_inline] def «then» (a b : Ordering) : Ordering :=
  match a with
  | .eq => b
  | a => a

/-- The comparison the other way round. -/
def swap : Ordering → Ordering
  | .lt => .gt
  | .eq => .eq
  | .gt => .lt

def isLT : Ordering → Bool
  | .lt => true
  | _ => false

def isLE : Ordering → Bool
  | .gt => false
  | _ => true

@[simp] theorem swap_swap (o : Ordering) : o.swap.swap = o := by cases o <;> rfl
end Ordering

/-- The comparison that an order gives. -/
@[inline] def compareOfLessAndEq {α : Type u} (x y : α) [LT α] [Decidable (x < y)] [DecidableEq α] : Ordering :=
  if x < y then .lt else if x = y then .eq else .gt

/-- Types that can be compared. -/
class Ord (α : Type u) where
  compare : α → α → Ordering

export Ord (compare)

instance instOrdNat : Ord Nat := ⟨fun m n => compareOfLessAndEq m n⟩
instance instOrdInt : Ord Int := ⟨fun m n => compareOfLessAndEq m n⟩
instance instOrdFin {n : Nat} : Ord (Fin n) := ⟨fun a b => compare a.val b.val⟩
instance instOrdBool : Ord Bool := ⟨fun a b => match a, b with
  | false, true => .lt
  | true, false => .gt
  | _, _ => .eq⟩

instance instOrdChar : Ord Char := ⟨fun a b => compare a.toNat b.toNat⟩
instance instOrdOption {α : Type u} [Ord α] : Ord (Option α) := ⟨fun a b => match a, b with
  | none, none => .eq
  | none, some _ => .lt
  | some _, none => .gt
  | some a, some b => compare a b⟩

/-- Lists in the order of a dictionary. -/
def List.dictionary {α : Type u} [Ord α] : List α → List α → Ordering
  | [], [] => .eq
  | [], _ :: _ => .lt
  | _ :: _, [] => .gt
  | a :: as, b :: bs => (compare a b).then (dictionary as bs)

instance instOrdList {α : Type u} [Ord α] : Ord (List α) := ⟨List.dictionary⟩
instance instOrdString : Ord String := ⟨fun a b => compare a.toList b.toList⟩

/-- The number modulo `2 ^ 64`. -/
@[extern "lean_uint64_of_nat"] def UInt64.ofNat (n : @& Nat) : UInt64 := ⟨⟨⟨n % 2 ^ 64, Nat.mod_lt n (by decide)⟩⟩⟩

/-- The number modulo `2 ^ 32`. -/
@[extern "lean_uint32_of_nat"] def UInt32.ofNat (n : @& Nat) : UInt32 := ⟨⟨⟨n % 2 ^ 32, Nat.mod_lt n (by decide)⟩⟩⟩

/-- The number modulo `2 ^ 8`. -/
@[extern "lean_uint8_of_nat"] def UInt8.ofNat (n : @& Nat) : UInt8 := ⟨⟨⟨n % 2 ^ 8, Nat.mod_lt n (by decide)⟩⟩⟩
instance UInt8.instOfNat {n : Nat} : OfNat UInt8 n := ⟨UInt8.ofNat n⟩
instance UInt32.instOfNat {n : Nat} : OfNat UInt32 n := ⟨UInt32.ofNat n⟩
instance UInt64.instOfNat {n : Nat} : OfNat UInt64 n := ⟨UInt64.ofNat n⟩

/-- Types whose values have a hash. -/
class Hashable (α : Sort u) where
  hash : α → UInt64

export Hashable (hash)

instance instHashableNat : Hashable Nat := ⟨fun n => n.toUInt64⟩
instance instHashableInt : Hashable Int := ⟨fun i => mixHash i.natAbs.toUInt64 (cond (i < 0) 1 0)⟩
instance instHashableString : Hashable String := ⟨String.hash⟩
instance instHashableBool : Hashable Bool := ⟨fun b => match b with
  | true => 11
  | false => 13⟩

instance instHashableUnit : Hashable Unit := ⟨fun _ => 11⟩
instance instHashableProd {α : Type u} {β : Type v} [Hashable α] [Hashable β] : Hashable (α × β) :=
  ⟨fun p => mixHash (hash p.1) (hash p.2)⟩

instance instHashableOption {α : Type u} [Hashable α] : Hashable (Option α) := ⟨fun o => match o with
  | none => 11
  | some a => mixHash (hash a) (13)⟩

instance instHashableList {α : Type u} [Hashable α] : Hashable (List α) :=
  ⟨fun l => l.foldl (fun r a => mixHash r (hash a)) 7⟩
