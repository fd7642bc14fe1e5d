prelude
import GateCore.Data.ArrayOperations

/-!
# Operations on options, characters, strings and machine integers

A string is its list of characters here; compiled code has its own representation.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v w

/-! ## Options -/

namespace Option
variable {α : Type u} {β : Type v}

/-- The value; the type's default if there is none. -/
def get! {α : Type u} [Inhabited α] : Option α → α
  | some x => x
  | none => default

/-- Does `p` hold for the value, if there is one? -/
@[inline] protected def all (p : α → Bool) : Option α → Bool
  | some a => p a
  | none => true

/-- Is there a value for which `p` holds? -/
@[inline] protected def any (p : α → Bool) : Option α → Bool
  | some a => p a
  | none => false

/-- The value, if it satisfies `p`. -/
@[inline] protected def filter (p : α → Bool) : Option α → Option α
  | some a => if p a then some a else none
  | none => none

/-- The value, or what stands for none. -/
@[inline] protected def elim : (o : Option α) → (b : β) → (f : α → β) → β
  | some a, _, f => f a
  | none, b, _ => b

/-- An option of an option as one. -/
@[simp, inline] def join (x : Option (Option α)) : Option α := x.bind id

/-- A list of at most one element. -/
def toList : Option α → List α
  | none => []
  | some a => [a]

@[simp] theorem get_some {a : α} {h : (some a).isSome = true} : (some a).get h = a := rfl
@[simp] theorem some_get {o : Option α} (h : o.isSome = true) : some (o.get h) = o := by
  cases o with
  | none => exact nomatch h
  | some a => rfl

theorem isSome_iff_exists {o : Option α} : o.isSome = true ↔ ∃ a, o = some a := by
  cases o <;> simp

@[simp] theorem isNone_iff_eq_none {o : Option α} : o.isNone = true ↔ o = none := by cases o <;> simp
@[simp] theorem not_isSome_iff_eq_none {o : Option α} : ¬o.isSome = true ↔ o = none := by cases o <;> simp
theorem eq_none_iff_forall_ne_some {o : Option α} : o = none ↔ ∀ a, o ≠ some a := by cases o <;> simp
@[simp] theorem map_eq_none_iff {f : α → β} {o : Option α} : o.map f = none ↔ o = none := by cases o <;> simp
@[simp] theorem map_eq_some_iff {f : α → β} {o : Option α} {b : β} : o.map f = some b ↔ ∃ a, o = some a ∧ f a = b := by
  cases o <;> simp

@[simp] theorem bind_eq_some_iff {o : Option α} {f : α → Option β} {b : β} :
    o.bind f = some b ↔ ∃ a, o = some a ∧ f a = some b := by
  cases o <;> simp

@[simp] theorem bind_eq_none_iff {o : Option α} {f : α → Option β} :
    o.bind f = none ↔ ∀ a, o = some a → f a = none := by
  cases o <;> simp

@[simp] theorem isSome_map {f : α → β} {o : Option α} : (o.map f).isSome = o.isSome := by cases o <;> rfl
@[simp] theorem getD_map {f : α → β} {o : Option α} {d : α} : (o.map f).getD (f d) = f (o.getD d) := by cases o <;> rfl
@[ext] protected theorem ext {o₁ o₂ : Option α} (h : ∀ a, o₁ = some a ↔ o₂ = some a) : o₁ = o₂ := by
  cases o₁ with
  | none => cases o₂ with
    | none => rfl
    | some b => exact nomatch (h b).mpr rfl
  | some a => exact ((h a).mp rfl).symm
end Option

/-! ## Characters -/

namespace Char
instance instLT : LT Char := ⟨fun a b => a.val.toNat < b.val.toNat⟩
instance instLE : LE Char := ⟨fun a b => a.val.toNat ≤ b.val.toNat⟩
instance instDecidableLt (a b : Char) : Decidable (a < b) := Nat.decLt a.val.toNat b.val.toNat
instance instDecidableLe (a b : Char) : Decidable (a ≤ b) := Nat.decLe a.val.toNat b.val.toNat

/-- One of the characters for blank, tab, carriage return and new line. -/
def isWhitespace (c : Char) : Bool := c = ' ' || c = '\t' || c = '\r' || c = '\n'

/-- One of A to Z. -/
def isUpper (c : Char) : Bool := decide (65 ≤ c.toNat) && decide (c.toNat ≤ 90)

/-- One of a to z. -/
def isLower (c : Char) : Bool := decide (97 ≤ c.toNat) && decide (c.toNat ≤ 122)

/-- One of A to Z and a to z. -/
def isAlpha (c : Char) : Bool := c.isUpper || c.isLower

/-- One of 0 to 9. -/
def isDigit (c : Char) : Bool := decide (48 ≤ c.toNat) && decide (c.toNat ≤ 57)

/-- A letter or digit of ASCII. -/
def isAlphanum (c : Char) : Bool := c.isAlpha || c.isDigit

/-- The small letter of a capital one of ASCII; other characters stay. -/
def toLower (c : Char) : Char := if c.isUpper then Char.ofNat (c.toNat + 32) else c

/-- The capital letter of a small one of ASCII; other characters stay. -/
def toUpper (c : Char) : Char := if c.isLower then Char.ofNat (c.toNat - 32) else c

/-- The text of one character. -/
protected def toString (c : Char) : String := ⟨[c]⟩

/-- The digit of a number below 16; `*` for others. -/
def _root_.Nat.digitChar (n : Nat) : Char :=
  if n < 10 then Char.ofNat (48 + n) else if n < 16 then Char.ofNat (87 + n) else '*'
end Char

/-! ## Strings -/

namespace String
instance instLT : LT String := ⟨fun s t => compare s.toList t.toList = .lt⟩
instance instDecidableLt (s t : String) : Decidable (s < t) := inferInstanceAs (Decidable (compare s.toList t.toList = .lt))
instance instInhabited : Inhabited String := ⟨""⟩

/-- A text from its characters. -/
@[extern "lean_string_mk"] def mk (data : List Char) : String := .ofList data

/-- The text with a character at its end. -/
@[extern "lean_string_push"] def push (s : String) (c : Char) : String := ⟨s.toList ++ [c]⟩

/-- The text of one character. -/
@[inline] def singleton (c : Char) : String := "".push c

/-- Is the text empty? -/
@[inline] def isEmpty (s : String) : Bool := s.length == 0

/-- All texts after each other. -/
@[inline] def join (l : List String) : String := l.foldl (· ++ ·) ""

/-- The texts with `s` between them. -/
def intercalate (s : String) : List String → String
  | [] => ""
  | [a] => a
  | a :: b :: as => a ++ s ++ intercalate s (b :: as)

/-- `f` of each character. -/
def map (f : Char → Char) (s : String) : String := ⟨s.toList.map f⟩

/-- `foldl f b "xy" = f (f b x) y` -/
def foldl {α : Type u} (f : α → Char → α) (init : α) (s : String) : α := s.toList.foldl f init

/-- `foldr f b "xy" = f x (f y b)` -/
def foldr {α : Type u} (f : Char → α → α) (init : α) (s : String) : α := s.toList.foldr f init

/-- Capital letters of ASCII as small ones. -/
def toLower (s : String) : String := s.map Char.toLower

/-- Small letters of ASCII as capital ones. -/
def toUpper (s : String) : String := s.map Char.toUpper

/-- The value of a digit after a number that was read so far. -/
def digitsToNat (n : Nat) : List Char → Option Nat
  | [] => some n
  | c :: cs => if c.isDigit then digitsToNat (10 * n + (c.toNat - 48)) cs else none

/-- The number that the decimal digits of a text say; `none` for other texts and the empty one. -/
def toNat? (s : String) : Option Nat := if s.isEmpty then none else digitsToNat 0 s.toList

/-- The characters before, between and after the places where `sep` stands; `seen` are those of the current part, last
first. -/
def splitChars (sep : List Char) : (fuel : Nat) → (cs seen : List Char) → List String
  | 0, _, seen => [⟨seen.reverse⟩]
  | _ + 1, [], seen => [⟨seen.reverse⟩]
  | fuel + 1, c :: cs, seen => match List.isPrefixOf? sep (c :: cs) with
    | some rest => ⟨seen.reverse⟩ :: splitChars sep fuel rest []
    | none => splitChars sep fuel cs (c :: seen)

/-- The parts of a text between the places where `sep` stands; the text itself if `sep` is empty. -/
def splitOn (s : String) (sep : String := " ") : List String :=
  if sep.isEmpty then [s] else splitChars sep.toList (s.length + 1) s.toList []

/-- The text with a character added `n` times at its end. -/
def pushn (s : String) (c : Char) (n : Nat) : String := ⟨s.toList ++ List.replicate n c⟩

@[simp] theorem length_toList {s : String} : s.toList.length = s.length := rfl
@[simp] theorem toList_mk {l : List Char} : (String.mk l).toList = l := rfl
@[simp] theorem toList_push {s : String} {c : Char} : (s.push c).toList = s.toList ++ [c] := rfl
@[simp] theorem toList_append {s t : String} : (s ++ t).toList = s.toList ++ t.toList := rfl
@[simp] theorem length_push {s : String} {c : Char} : (s.push c).length = s.length + 1 := List.length_append
@[simp] theorem length_map {f : Char → Char} {s : String} : (s.map f).length = s.length := List.length_map f
@[ext] theorem ext {s t : String} (h : s.toList = t.toList) : s = t := congrArg String.ofList h
theorem toList_inj {s t : String} : s.toList = t.toList ↔ s = t := ⟨ext, congrArg String.toList⟩
end String

/-- A list of characters as a text. -/
def List.asString (s : List Char) : String := ⟨s⟩

/-! ## Numbers -/

protected abbrev Nat.min (n m : Nat) : Nat := Min.min n m
protected abbrev Nat.max (n m : Nat) : Nat := Max.max n m

/-- `f` applied `n` times. -/
def Nat.repeat {α : Type u} (f : α → α) : (n : Nat) → (a : α) → α
  | 0, a => a
  | n + 1, a => f (Nat.repeat f n a)

/-- Does `p` hold for a number below `n`? -/
def Nat.any : (n : Nat) → (f : (i : Nat) → i < n → Bool) → Bool
  | 0, _ => false
  | n + 1, f => Nat.any n (fun i h => f i (Nat.lt_succ_of_lt h)) || f n (Nat.lt_succ_self n)

/-- Does `p` hold for all numbers below `n`? -/
def Nat.all : (n : Nat) → (f : (i : Nat) → i < n → Bool) → Bool
  | 0, _ => true
  | n + 1, f => Nat.all n (fun i h => f i (Nat.lt_succ_of_lt h)) && f n (Nat.lt_succ_self n)

/-- `fold f 2 b = f 1 (f 0 b)` -/
def Nat.fold {α : Type u} : (n : Nat) → (f : (i : Nat) → i < n → α → α) → (init : α) → α
  | 0, _, a => a
  | n + 1, f, a => f n (Nat.lt_succ_self n) (Nat.fold n (fun i h => f i (Nat.lt_succ_of_lt h)) a)
