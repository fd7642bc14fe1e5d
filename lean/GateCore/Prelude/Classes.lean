prelude
import GateCore.Prelude.Logic

/-!
# Numerals and the classes behind operators

`a + b` elaborates to `HAdd.hAdd a b`; an instance of the homogeneous class `Add` gives the heterogeneous one.
-/

set_option autoImplicit false
set_option linter.defProp false
universe u v w

set_option genCtorIdx false in
set_option genInjectivity false in
/-- Natural numbers. Numerals are efficient: the kernel and the compiler represent them as big numbers. -/
inductive Nat where
  | zero : Nat
  | succ (n : Nat) : Nat

/-- Types in which the numeral `n` has a meaning. -/
class OfNat (α : Type u) (_ : Nat) where
  ofNat : α

@[default_instance 100] instance instOfNatNat (n : Nat) : OfNat Nat n := ⟨n⟩

/-! ## Relations -/

class LE (α : Type u) where
  le : α → α → Prop

class LT (α : Type u) where
  lt : α → α → Prop

@[reducible] def GE.ge {α : Type u} [LE α] (a b : α) : Prop := LE.le b a

@[reducible] def GT.gt {α : Type u} [LT α] (a b : α) : Prop := LT.lt b a

/-- `a ∣ b` -/
class Dvd (α : Type u) where
  dvd : α → α → Prop

/-- `a ≈ b` -/
class HasEquiv (α : Sort u) where
  Equiv : α → α → Sort v

/-- `a ⊆ b` -/
class HasSubset (α : Type u) where
  Subset : α → α → Prop

export HasSubset (Subset)

/-- `a ⊂ b` -/
class HasSSubset (α : Type u) where
  SSubset : α → α → Prop

export HasSSubset (SSubset)

/-! ## Heterogeneous operators -/

class HAdd (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAdd : α → β → γ

class HSub (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hSub : α → β → γ

class HMul (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hMul : α → β → γ

class HDiv (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hDiv : α → β → γ

class HMod (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hMod : α → β → γ

class HPow (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hPow : α → β → γ

class HAppend (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAppend : α → β → γ

class HShiftLeft (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hShiftLeft : α → β → γ

class HShiftRight (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hShiftRight : α → β → γ

class HAnd (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAnd : α → β → γ

class HOr (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hOr : α → β → γ

class HXor (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hXor : α → β → γ

class HSMul (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hSMul : α → β → γ

/-- `a <|> b`, where `b` is evaluated only when it is needed -/
class HOrElse (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hOrElse : α → (Unit → β) → γ

/-- `a >> b`, where `b` is evaluated only when it is needed -/
class HAndThen (α : Type u) (β : Type v) (γ : outParam (Type w)) where
  hAndThen : α → (Unit → β) → γ

/-! ## Homogeneous operators -/

class Zero (α : Type u) where
  zero : α

class One (α : Type u) where
  one : α

class Add (α : Type u) where
  add : α → α → α

class Sub (α : Type u) where
  sub : α → α → α

class Mul (α : Type u) where
  mul : α → α → α

class Div (α : Type u) where
  div : α → α → α

class Mod (α : Type u) where
  mod : α → α → α

class Append (α : Type u) where
  append : α → α → α

class AndOp (α : Type u) where
  and : α → α → α

class OrOp (α : Type u) where
  or : α → α → α

class XorOp (α : Type u) where
  xor : α → α → α

class ShiftLeft (α : Type u) where
  shiftLeft : α → α → α

class ShiftRight (α : Type u) where
  shiftRight : α → α → α

class Min (α : Type u) where
  min : α → α → α

class Max (α : Type u) where
  max : α → α → α

class Union (α : Type u) where
  union : α → α → α

class Inter (α : Type u) where
  inter : α → α → α

class SDiff (α : Type u) where
  sdiff : α → α → α

export Max (max)
export Min (min)

class Neg (α : Type u) where
  neg : α → α

class Inv (α : Type u) where
  inv : α → α

class Complement (α : Type u) where
  complement : α → α

class Pow (α : Type u) (β : Type v) where
  pow : α → β → α

/-- Powers with natural exponent. -/
class NatPow (α : Type u) where
  pow : α → Nat → α

class SMul (M : Type u) (α : Type v) where
  smul : M → α → α

class OrElse (α : Type u) where
  orElse : α → (Unit → α) → α

class AndThen (α : Type u) where
  andThen : α → (Unit → α) → α

/-! ## Collections -/

class Membership (α : outParam (Type u)) (γ : Type v) where
  mem : γ → α → Prop

class EmptyCollection (α : Type u) where
  emptyCollection : α

class Insert (α : outParam (Type u)) (γ : Type v) where
  insert : α → γ → γ

export Insert (insert)

class Singleton (α : outParam (Type u)) (β : Type v) where
  singleton : α → β

export Singleton (singleton)

/-- `{x ∈ c | p x}` -/
class Sep (α : outParam (Type u)) (γ : Type v) where
  sep : (α → Prop) → γ → γ

/-! ## Embedding of numbers -/

class NatCast (R : Type u) where
  natCast : Nat → R

/-! ## From homogeneous to heterogeneous -/

@[default_instance] instance instHAdd {α : Type u} [Add α] : HAdd α α α := ⟨fun a b => Add.add a b⟩

@[default_instance] instance instHSub {α : Type u} [Sub α] : HSub α α α := ⟨fun a b => Sub.sub a b⟩

@[default_instance] instance instHMul {α : Type u} [Mul α] : HMul α α α := ⟨fun a b => Mul.mul a b⟩

@[default_instance] instance instHDiv {α : Type u} [Div α] : HDiv α α α := ⟨fun a b => Div.div a b⟩

@[default_instance] instance instHMod {α : Type u} [Mod α] : HMod α α α := ⟨fun a b => Mod.mod a b⟩

@[default_instance] instance instHPow {α : Type u} {β : Type v} [Pow α β] : HPow α β α := ⟨fun a b => Pow.pow a b⟩

@[default_instance] instance instPowNat {α : Type u} [NatPow α] : Pow α Nat := ⟨fun a b => NatPow.pow a b⟩

@[default_instance] instance instHAppendOfAppend {α : Type u} [Append α] : HAppend α α α :=
  ⟨fun a b => Append.append a b⟩

@[default_instance] instance instHAndOfAndOp {α : Type u} [AndOp α] : HAnd α α α := ⟨fun a b => AndOp.and a b⟩

@[default_instance] instance instHOrOfOrOp {α : Type u} [OrOp α] : HOr α α α := ⟨fun a b => OrOp.or a b⟩

@[default_instance] instance instHXorOfXorOp {α : Type u} [XorOp α] : HXor α α α := ⟨fun a b => XorOp.xor a b⟩

@[default_instance] instance instHShiftLeftOfShiftLeft {α : Type u} [ShiftLeft α] : HShiftLeft α α α :=
  ⟨fun a b => ShiftLeft.shiftLeft a b⟩

@[default_instance] instance instHShiftRightOfShiftRight {α : Type u} [ShiftRight α] : HShiftRight α α α :=
  ⟨fun a b => ShiftRight.shiftRight a b⟩

@[default_instance] instance instHOrElseOfOrElse {α : Type u} [OrElse α] : HOrElse α α α :=
  ⟨fun a b => OrElse.orElse a b⟩

@[default_instance] instance instHAndThenOfAndThen {α : Type u} [AndThen α] : HAndThen α α α :=
  ⟨fun a b => AndThen.andThen a b⟩

@[default_instance] instance instHSMul {M : Type u} {α : Type v} [SMul M α] : HSMul M α α := ⟨fun a b => SMul.smul a b⟩

/-! `n + 1` and `-n` may be used as patterns. -/

attribute [match_pattern] Add.add HAdd.hAdd Neg.neg
