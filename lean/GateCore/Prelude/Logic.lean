prelude

/-!
# Propositions, equality, pairs, decisions

The first module: nothing is imported and no notation exists yet, so `a = b` is written `Eq a b` here. All names and
types are those that Lean's elaborator and compiler look up.
-/

set_option autoImplicit false
set_option linter.defProp false
set_option linter.unusedVariables false
universe u v w

/-! ## Constants of the code generator

They stand for erased terms and types in compiled code. Being `unsafe`, no proof can use them. -/

unsafe axiom lcErased : Type
unsafe axiom lcVoid : Type
unsafe axiom lcAny : Type
unsafe axiom lcProof {α : Prop} : α
unsafe axiom lcUnreachable {α : Sort u} : α
unsafe axiom lcCast {α : Sort u} {β : Sort v} (a : α) : β

/-! ## Functions and the unit type -/

/-- The identity function. -/
@[inline] def id {α : Sort u} (a : α) : α := a

set_option bootstrap.inductiveCheckResultingUniverse false in
/-- The type with one element, in any universe. -/
inductive PUnit : Sort u where
  | unit : PUnit

/-- The type with one element. -/
abbrev Unit : Type := PUnit

/-- The element of `Unit`. -/
@[match_pattern] abbrev Unit.unit : Unit := PUnit.unit

/-- Composition: `f` after `g`. -/
@[inline] def Function.comp {α : Sort u} {β : Sort v} {δ : Sort w} (f : β → δ) (g : α → β) : α → δ :=
  fun x => f (g x)

/-- The function that ignores its argument. -/
@[inline] def Function.const {α : Sort u} (β : Sort v) (a : α) : β → α := fun _ => a

/-- The arguments in the other order. -/
@[inline] def flip {α : Sort u} {β : Sort v} {φ : Sort w} (f : α → β → φ) : β → α → φ := fun b a => f a b

set_option checkBinderAnnotations false in
/-- The instance that type class search finds for `α`. -/
@[reducible] def inferInstance {α : Sort u} [i : α] : α := i

/-! ## Truth, falsity, negation -/

/-- The true proposition. -/
inductive True : Prop where
  | intro : True

/-- The false proposition: it has no proof. -/
inductive False : Prop

/-- The empty type. -/
inductive Empty : Type

set_option bootstrap.inductiveCheckResultingUniverse false in
/-- The empty type, in any universe. -/
inductive PEmpty : Sort u where

/-- Negation: `Not a` says that `a` leads to a contradiction. -/
def Not (a : Prop) : Prop := a → False

/-- From a contradiction, anything. -/
@[macro_inline] def False.elim {C : Sort u} (h : False) : C := h.rec

/-- From a proposition and its negation, anything. -/
@[macro_inline] def absurd {a : Prop} {b : Sort v} (h₁ : a) (h₂ : Not a) : b := (h₂ h₁).rec

/-! ## Equality -/

/-- Equality: the smallest reflexive relation. -/
inductive Eq {α : Sort u} : α → α → Prop where
  | refl (a : α) : Eq a a

/-- Transport of a value along an equation, where the motive does not mention the equation. -/
abbrev Eq.ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : Eq a b) : motive b :=
  h.rec m

/-- Everything equals itself. -/
@[match_pattern] def rfl {α : Sort u} {a : α} : Eq a a := Eq.refl a

theorem id_eq {α : Sort u} (a : α) : Eq (id a) a := rfl

theorem Eq.subst {α : Sort u} {motive : α → Prop} {a b : α} (h₁ : Eq a b) (h₂ : motive a) : motive b :=
  Eq.ndrec h₂ h₁

theorem Eq.symm {α : Sort u} {a b : α} (h : Eq a b) : Eq b a := h.rec (Eq.refl a)

theorem Eq.trans {α : Sort u} {a b c : α} (h₁ : Eq a b) (h₂ : Eq b c) : Eq a c := h₂.rec h₁

/-- Transport along an equation of types. -/
@[macro_inline] def cast {α β : Sort u} (h : Eq α β) (a : α) : β := h.rec a

theorem congrArg {α : Sort u} {β : Sort v} {a₁ a₂ : α} (f : α → β) (h : Eq a₁ a₂) : Eq (f a₁) (f a₂) :=
  h.rec rfl

theorem congr {α : Sort u} {β : Sort v} {f₁ f₂ : α → β} {a₁ a₂ : α} (h₁ : Eq f₁ f₂) (h₂ : Eq a₁ a₂) :
    Eq (f₁ a₁) (f₂ a₂) :=
  h₁.rec (h₂.rec rfl)

theorem congrFun {α : Sort u} {β : α → Sort v} {f g : (x : α) → β x} (h : Eq f g) (a : α) : Eq (f a) (g a) :=
  h.rec rfl

/-- `Eq.ndrec` with the equation the other way round. -/
abbrev Eq.ndrec_symm.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : Eq b a) :
    motive b :=
  h.symm.ndrec m

/-- Transport along an equation of types, from left to right. -/
@[macro_inline] def Eq.mp {α β : Sort u} (h : Eq α β) (a : α) : β := h.rec a

/-- Transport along an equation of types, from right to left. -/
@[macro_inline] def Eq.mpr {α β : Sort u} (h : Eq α β) (b : β) : α := h.symm.rec b

init_quot

/-- The representative of a class in compiled code. -/
unsafe axiom Quot.lcInv {α : Sort u} {r : α → α → Prop} (q : Quot r) : α

/-- Equality of elements whose types may differ in form. -/
inductive HEq : {α : Sort u} → α → {β : Sort u} → β → Prop where
  | refl {α : Sort u} (a : α) : HEq a a

@[match_pattern] protected def HEq.rfl {α : Sort u} {a : α} : HEq a a := HEq.refl a

theorem eq_of_heq {α : Sort u} {a a' : α} (h : HEq a a') : Eq a a' :=
  have across : (α β : Sort u) → (a : α) → (b : β) → HEq a b → (h : Eq α β) → Eq (cast h a) b :=
    fun _ _ _ _ h₁ => h₁.rec (fun _ => rfl)
  across α α a a' h rfl

/-- `Eq.ndrec` for heterogeneous equality inside one type. -/
abbrev HEq.homo_ndrec.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : HEq a b) :
    motive b :=
  (eq_of_heq h).ndrec m

theorem HEq.symm {α β : Sort u} {a : α} {b : β} (h : HEq a b) : HEq b a :=
  h.rec (motive := fun {β} b _ => HEq b a) (HEq.refl a)

/-- `HEq.homo_ndrec` with the equation the other way round. -/
abbrev HEq.homo_ndrec_symm.{u1, u2} {α : Sort u2} {a : α} {motive : α → Sort u1} (m : motive a) {b : α} (h : HEq b a) :
    motive b :=
  (eq_of_heq h).ndrec_symm m

theorem heq_of_eq {α : Sort u} {a a' : α} (h : Eq a a') : HEq a a' := h.rec (HEq.refl a)

/-- Inequality. -/
@[reducible] def Ne {α : Sort u} (a b : α) : Prop := Not (Eq a b)

/-! ## Pairs and connectives -/

/-- Pairs. -/
structure Prod (α : Type u) (β : Type v) where
  fst : α
  snd : β

/-- Pairs of elements of arbitrary sorts; the compiler of structural recursion uses them. -/
structure PProd (α : Sort u) (β : Sort v) where
  fst : α
  snd : β

/-- Pairs in one universe. -/
structure MProd (α β : Type u) where
  fst : α
  snd : β

/-- Conjunction. -/
structure And (a b : Prop) : Prop where
  intro ::
  left : a
  right : b

/-- Disjunction. -/
inductive Or (a b : Prop) : Prop where
  | inl (h : a) : Or a b
  | inr (h : b) : Or a b

theorem Or.intro_left {a : Prop} (b : Prop) (h : a) : Or a b := Or.inl h

theorem Or.intro_right {b : Prop} (a : Prop) (h : b) : Or a b := Or.inr h

theorem Or.elim {a b c : Prop} (h : Or a b) (left : a → c) (right : b → c) : c :=
  match h with
  | .inl h => left h
  | .inr h => right h

/-- Equivalence of propositions. -/
structure Iff (a b : Prop) : Prop where
  intro ::
  mp : a → b
  mpr : b → a

/-- Existence. -/
inductive Exists {α : Sort u} (p : α → Prop) : Prop where
  | intro (w : α) (h : p w) : Exists p

/-- The elements of `α` that satisfy `p`. -/
structure Subtype {α : Sort u} (p : α → Prop) where
  val : α
  property : p val

/-! ## Truth values -/

/-- Truth values. -/
inductive Bool : Type where
  | false : Bool
  | true : Bool

export Bool (false true)

/-! ## Annotations that the elaborator understands -/

/-- Marks a type class parameter that an instance determines. -/
@[reducible] def outParam (α : Sort u) : Sort u := α

/-- Marks a type class parameter that instances must mention. -/
@[reducible] def semiOutParam (α : Sort u) : Sort u := α

/-- The type of a parameter with a default value. -/
@[reducible] def optParam (α : Sort u) (default : α) : Sort u := α

/-- A pattern together with a name for what it matched. -/
@[reducible] def namedPattern {α : Sort u} (x a : α) (h : Eq x a) : α := a

/-- What `sorry` becomes. GateCore declares it, because the elaborator needs the name, and never uses it. -/
@[never_extract, extern "lean_sorry"] axiom sorryAx (α : Sort u) (synthetic : Bool) : α

/-! ## Inhabited types, lifting -/

/-- `α` has an element. -/
class inductive Nonempty (α : Sort u) : Prop where
  | intro (val : α) : Nonempty α

/-- The axiom of choice. -/
axiom Classical.choice {α : Sort u} : Nonempty α → α

/-- `α` has a designated element. -/
class Inhabited (α : Sort u) where
  default : α

export Inhabited (default)

/-- A copy of a sort in a larger universe. -/
structure PULift.{r, s} (α : Sort s) : Sort (max s 1 r) where
  up ::
  down : α

/-- A sort as a type. -/
structure PLift (α : Sort u) : Type u where
  up ::
  down : α

/-- A copy of a type in a larger universe. -/
structure ULift.{r, s} (α : Type s) : Type (max s r) where
  up ::
  down : α

/-! ## Decidable propositions -/

/-- A proposition with a decision. -/
class inductive Decidable (p : Prop) where
  | isFalse (h : Not p) : Decidable p
  | isTrue (h : p) : Decidable p

/-- The decision as a Boolean. -/
@[inline_if_reduce, nospecialize] def Decidable.decide (p : Prop) [h : Decidable p] : Bool :=
  h.casesOn (fun _ => false) (fun _ => true)

export Decidable (isTrue isFalse decide)

/-- Predicates that can be decided. -/
abbrev DecidablePred {α : Sort u} (r : α → Prop) := (a : α) → Decidable (r a)

/-- Relations that can be decided. -/
abbrev DecidableRel {α : Sort u} {β : Sort v} (r : α → β → Prop) := (a : α) → (b : β) → Decidable (r a b)

/-- Types whose equality can be decided. -/
abbrev DecidableEq (α : Sort u) := (a b : α) → Decidable (Eq a b)

/-- The decision of `a = b`. -/
def decEq {α : Sort u} [inst : DecidableEq α] (a b : α) : Decidable (Eq a b) := inst a b

/-- Types with a Boolean equality test. -/
class BEq (α : Type u) where
  beq : α → α → Bool

export BEq (beq)

/-- Choice by a Boolean. -/
@[macro_inline] def cond {α : Sort u} (c : Bool) (x y : α) : α :=
  match c with
  | true => x
  | false => y

/-- Choice by a decidable proposition. -/
@[macro_inline] def ite {α : Sort u} (c : Prop) [h : Decidable c] (t e : α) : α :=
  match h with
  | isTrue _ => t
  | isFalse _ => e

/-- Choice by a decidable proposition, of which the branches may use the proof. -/
@[macro_inline] def dite {α : Sort u} (c : Prop) [h : Decidable c] (t : c → α) (e : Not c → α) : α :=
  match h with
  | isTrue hc => t hc
  | isFalse hc => e hc

@[macro_inline] def Bool.or (x y : Bool) : Bool :=
  match x with
  | true => true
  | false => y

@[macro_inline] def Bool.and (x y : Bool) : Bool :=
  match x with
  | true => y
  | false => false

@[inline] def Bool.not (x : Bool) : Bool :=
  match x with
  | true => false
  | false => true

export Bool (or and not)
