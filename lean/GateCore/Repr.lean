prelude
import GateCore.Text

/-!
# Texts for values

What `#eval` and string interpolation show. Layout is done by compiled code, so these functions have no laws.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v

/-! ## Formatted texts -/

/-- Whether a group that does not fit on a line breaks everywhere or only where it must. -/
inductive Std.Format.GroupBehavior where
  | allOrNone
  | fill

/-- Text with places where lines may break. -/
inductive Std.Format where
  | nil : Format
  | line : Format
  | align (force : Bool) : Format
  | text : String → Format
  | nest (indent : Int) (f : Format) : Format
  | append : Format → Format → Format
  | group : Format → (behavior : Std.Format.GroupBehavior := .allOrNone) → Format
  | tag : Nat → Format → Format

export Std (Format)

namespace Std.Format
instance instInhabited : Inhabited Format := ⟨.nil⟩
instance instAppend : Append Format := ⟨Format.append⟩
instance instCoeString : Coe String Format := ⟨Format.text⟩

/-- Texts with a separator between them. -/
def joinWith {α : Type u} (f : α → Format) (sep : Format) : List α → Format
  | [] => nil
  | [a] => f a
  | a :: b :: as => f a ++ sep ++ joinWith f sep (b :: as)

/-- A text in brackets, which stays on one line if it fits. -/
@[inline] def bracket (l : String) (x : Format) (r : String) : Format :=
  group (nest (l.length : Int) (text l ++ x ++ text r))

@[inline] def paren (f : Format) : Format := bracket "(" f ")"
@[inline] def sbracket (f : Format) : Format := bracket "[" f "]"
@[inline] def bracketFill (l : String) (x : Format) (r : String) : Format :=
  group (nest (l.length : Int) (text l ++ x ++ text r)) .fill

@[inline] def indentD (f : Format) : Format := nest 2 (line ++ f)
end Std.Format

/-! ## Plain texts -/

/-- The decimal digits of a number, before those of `ds`; at most `fuel` of them. -/
def Nat.toDigitsFuel : (fuel n : Nat) → (ds : List Char) → List Char
  | 0, _, ds => ds
  | fuel + 1, n, ds =>
    let ds := Char.ofNat (48 + n % 10) :: ds
    if n / 10 = 0 then ds else toDigitsFuel fuel (n / 10) ds

@[extern "compiled"] opaque Nat.reprFast (n : Nat) : String

/-- The decimal digits of a number. -/
@[implemented_by Nat.reprFast] protected def Nat.repr (n : Nat) : String := ⟨Nat.toDigitsFuel (n + 1) n []⟩

@[extern "compiled"] opaque Int.repr (i : Int) : String
@[extern "compiled"] opaque String.quote (s : String) : String
@[extern "compiled"] opaque Char.quote (c : Char) : String

/-- Types with a plain text for each value. -/
class ToString (α : Type u) where
  toString : α → String

export ToString (toString)

instance instToStringString : ToString String := ⟨fun s => s⟩
instance instToStringChar : ToString Char := ⟨fun c => ⟨[c]⟩⟩
instance instToStringNat : ToString Nat := ⟨Nat.repr⟩
instance instToStringInt : ToString Int := ⟨Int.repr⟩
instance instToStringBool : ToString Bool := ⟨fun b => cond b "true" "false"⟩
instance instToStringUnit : ToString Unit := ⟨fun _ => "()"⟩
instance instToStringFin {n : Nat} : ToString (Fin n) := ⟨fun i => toString i.val⟩
instance instToStringDecidable {p : Prop} : ToString (Decidable p) := ⟨fun d => match d with
  | isTrue _ => "true"
  | isFalse _ => "false"⟩

/-- Texts with a separator between them. -/
protected def List.toStringAux {α : Type u} [ToString α] : List α → String
  | [] => ""
  | [a] => toString a
  | a :: b :: as => toString a ++ ", " ++ List.toStringAux (b :: as)

instance instToStringList {α : Type u} [ToString α] : ToString (List α) := ⟨fun l => "[" ++ l.toStringAux ++ "]"⟩
instance instToStringOption {α : Type u} [ToString α] : ToString (Option α) := ⟨fun o => match o with
  | none => "none"
  | some a => "(some " ++ toString a ++ ")"⟩

instance instToStringProd {α : Type u} {β : Type v} [ToString α] [ToString β] : ToString (α × β) :=
  ⟨fun p => "(" ++ toString p.1 ++ ", " ++ toString p.2 ++ ")"⟩

/-! ## Texts that can be read back -/

/-- Types with a text for each value that could stand in a program. -/
class Repr (α : Type u) where
  reprPrec : α → Nat → Format

export Repr (reprPrec)

/-- The text of a value. -/
abbrev repr {α : Type u} [Repr α] (a : α) : Format := reprPrec a 0

/-- The text of a value where an argument of a function stands. -/
abbrev reprArg {α : Type u} [Repr α] (a : α) : Format := reprPrec a 1024

/-- Parentheses around an application that is an argument. -/
def Repr.addAppParen (f : Format) (prec : Nat) : Format :=
  if prec ≥ 1024 then Std.Format.paren f else f

instance instReprNat : Repr Nat := ⟨fun n _ => Nat.repr n⟩
instance instReprInt : Repr Int := ⟨fun i prec => match i with
  | .ofNat n => Nat.repr n
  | .negSucc _ => Repr.addAppParen (Int.repr i) prec⟩

instance instReprBool : Repr Bool := ⟨fun b _ => match b with
  | true => "true"
  | false => "false"⟩

instance instReprString : Repr String := ⟨fun s _ => s.quote⟩
instance instReprChar : Repr Char := ⟨fun c _ => c.quote⟩
instance instReprUnit : Repr Unit := ⟨fun _ _ => "()"⟩
instance instReprFin {n : Nat} : Repr (Fin n) := ⟨fun i _ => repr i.val⟩
instance instReprList {α : Type u} [Repr α] : Repr (List α) := ⟨fun l _ =>
  Std.Format.bracket "[" (Std.Format.joinWith repr ("," ++ Std.Format.line) l) "]"⟩

instance instReprOption {α : Type u} [Repr α] : Repr (Option α) := ⟨fun o prec => match o with
  | none => "none"
  | some a => Repr.addAppParen ("some " ++ reprArg a) prec⟩

/-- The texts of the components of nested pairs, the last first. -/
class ReprTuple (α : Type u) where
  reprTuple : α → List Format → List Format

export ReprTuple (reprTuple)

instance instReprTupleOfRepr {α : Type u} [Repr α] : ReprTuple α := ⟨fun a texts => repr a :: texts⟩
instance instReprTupleProd {α : Type u} {β : Type v} [Repr α] [ReprTuple β] : ReprTuple (α × β) :=
  ⟨fun p texts => reprTuple p.2 (repr p.1 :: texts)⟩

instance instReprProd {α : Type u} {β : Type v} [Repr α] [ReprTuple β] : Repr (α × β) := ⟨fun p _ =>
  Std.Format.bracket "(" (Std.Format.joinWith id ("," ++ Std.Format.line) (reprTuple p.2 [repr p.1]).reverse) ")"⟩

instance instReprSum {α : Type u} {β : Type v} [Repr α] [Repr β] : Repr (Sum α β) := ⟨fun s prec => match s with
  | .inl a => Repr.addAppParen ("Sum.inl " ++ reprArg a) prec
  | .inr b => Repr.addAppParen ("Sum.inr " ++ reprArg b) prec⟩

instance instReprSubtype {α : Type u} {p : α → Prop} [Repr α] : Repr (Subtype p) := ⟨fun x prec => reprPrec x.1 prec⟩
instance instReprDecidable {p : Prop} : Repr (Decidable p) := ⟨fun d prec => match d with
  | isTrue _ => Repr.addAppParen "isTrue _" prec
  | isFalse _ => Repr.addAppParen "isFalse _" prec⟩
