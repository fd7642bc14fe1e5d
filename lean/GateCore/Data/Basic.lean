prelude
import GateCore.Function

/-!
# Options, pairs, sums, subtypes, bounded numbers
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v w

/-! ## Options -/

abbrev Break (α : Type u) : Type u := Option α

/-- What `do` makes of `break`. This is the first match of its form, because the elaborator refers to the function that
the match compiles to as `Break.runK.match_1`, and later matches of the same form share it. -/
@[inline] def Break.runK {α : Type u} {β : Type v} (x : Option α) (onBreak : Unit → β) (cont : α → β) : β :=
  match x with
  | some a => cont a
  | none => onBreak ()

deriving instance DecidableEq for Option

namespace Option
variable {α : Type u} {β : Type v} {γ : Type w}

/-- The value, or a default. -/
def getD (opt : Option α) (dflt : α) : α :=
  match opt with
  | some x => x
  | none => dflt

/-- The function on the value, if there is one. -/
protected def map (f : α → β) : Option α → Option β
  | some x => some (f x)
  | none => none

/-- The function that may fail on the value, if there is one. -/
protected def bind : Option α → (α → Option β) → Option β
  | none, _ => none
  | some a, f => f a

def isSome : Option α → Bool
  | some _ => true
  | none => false

def isNone : Option α → Bool
  | some _ => false
  | none => true

/-- The value of an option that has one. -/
def get : (o : Option α) → o.isSome = true → α
  | some x, _ => x
  | none, h => absurd h Bool.false_ne_true

protected def orElse : Option α → (Unit → Option α) → Option α
  | some a, _ => some a
  | none, b => b ()

instance instOrElse : OrElse (Option α) := ⟨Option.orElse⟩

/-- Membership: `a ∈ some a`. -/
instance instMembership : Membership α (Option α) := ⟨fun o a => o = some a⟩
instance instMonad : Monad Option where
  pure := some
  bind := Option.bind
  map := Option.map

@[simp] theorem some_inj {a b : α} : some a = some b ↔ a = b := ⟨fun h => Option.some.inj h, fun h => h ▸ rfl⟩
@[simp] theorem map_none (f : α → β) : Option.map f none = none := rfl
@[simp] theorem map_some (f : α → β) (a : α) : Option.map f (some a) = some (f a) := rfl
@[simp] theorem map_id (o : Option α) : o.map id = o := by cases o <;> rfl
@[simp] theorem map_map (g : β → γ) (f : α → β) (o : Option α) : (o.map f).map g = o.map (g ∘ f) := by cases o <;> rfl
@[simp] theorem bind_some (a : α) (f : α → Option β) : (some a).bind f = f a := rfl
@[simp] theorem bind_none (f : α → Option β) : none.bind f = none := rfl
@[simp] theorem bind_assoc (o : Option α) (f : α → Option β) (g : β → Option γ) :
    (o.bind f).bind g = o.bind fun a => (f a).bind g :=
  by
  cases o <;> rfl

@[simp] theorem getD_some {a d : α} : (some a).getD d = a := rfl
@[simp] theorem getD_none {d : α} : (none : Option α).getD d = d := rfl
@[simp] theorem isSome_some {a : α} : (some a).isSome = true := rfl
@[simp] theorem isSome_none : (none : Option α).isSome = false := rfl
@[simp] theorem isNone_some {a : α} : (some a).isNone = false := rfl
@[simp] theorem isNone_none : (none : Option α).isNone = true := rfl
theorem eq_none_or_eq_some (o : Option α) : o = none ∨ ∃ a, o = some a := by
  cases o with
  | none => exact .inl rfl
  | some a => exact .inr ⟨a, rfl⟩

theorem ne_none_iff_exists {o : Option α} : o ≠ none ↔ ∃ a, o = some a := by
  cases o with
  | none => exact iff_of_false (fun h => h rfl) nofun
  | some a => exact iff_of_true nofun ⟨a, rfl⟩

end Option

/-! ## Pairs -/

deriving instance DecidableEq for Prod

namespace Prod
variable {α : Type u} {β : Type v}
@[ext] protected theorem ext {p q : α × β} (fst : p.1 = q.1) (snd : p.2 = q.2) : p = q := by
  cases p; cases q; cases fst; cases snd; rfl

@[simp] theorem mk.eta (p : α × β) : (p.1, p.2) = p := rfl
@[simp] protected theorem «forall» {p : α × β → Prop} : (∀ x, p x) ↔ ∀ a b, p (a, b) :=
  ⟨fun h a b => h (a, b), fun h x => h x.1 x.2⟩

@[simp] protected theorem «exists» {p : α × β → Prop} : (∃ x, p x) ↔ ∃ a b, p (a, b) :=
  ⟨fun ⟨x, h⟩ => ⟨x.1, x.2, h⟩, fun ⟨a, b, h⟩ => ⟨(a, b), h⟩⟩

/-- The components exchanged. -/
def swap (p : α × β) : β × α := (p.2, p.1)
@[simp] theorem swap_swap (p : α × β) : p.swap.swap = p := rfl

/-- Functions on both components. -/
def map {γ : Type u} {δ : Type v} (f : α → γ) (g : β → δ) (p : α × β) : γ × δ := (f p.1, g p.2)
end Prod

/-! ## Sums, subtypes, units -/

deriving instance DecidableEq for Sum

namespace Subtype
variable {α : Sort u} {p : α → Prop}
@[ext] protected theorem ext {a₁ a₂ : { x // p x }} (h : a₁.1 = a₂.1) : a₁ = a₂ := by
  cases a₁; cases a₂; cases h; rfl

protected theorem eq {a₁ a₂ : { x // p x }} (h : a₁.1 = a₂.1) : a₁ = a₂ := Subtype.ext h
@[simp] theorem eta (a : { x // p x }) (h : p a.1) : (⟨a.1, h⟩ : { x // p x }) = a := rfl
@[simp] protected theorem «forall» {q : { x // p x } → Prop} : (∀ x, q x) ↔ ∀ a b, q ⟨a, b⟩ :=
  ⟨fun h a b => h ⟨a, b⟩, fun h x => h x.1 x.2⟩

@[simp] protected theorem «exists» {q : { x // p x } → Prop} : (∃ x, q x) ↔ ∃ a b, q ⟨a, b⟩ :=
  ⟨fun ⟨x, h⟩ => ⟨x.1, x.2, h⟩, fun ⟨a, b, h⟩ => ⟨⟨a, b⟩, h⟩⟩

end Subtype

theorem Unit.ext (a b : Unit) : a = b := rfl

/-! ## Bounded numbers -/

/-- Types of numbers that are not 0. -/
class NeZero {R : Type u} [Zero R] (n : R) : Prop where
  out : n ≠ 0

instance Nat.instNeZeroSucc {n : Nat} : NeZero (n + 1) := ⟨Nat.succ_ne_zero n⟩


deriving instance DecidableEq for Fin

namespace Fin
variable {n : Nat}
instance instLT : LT (Fin n) := ⟨fun a b => a.val < b.val⟩
instance instLE : LE (Fin n) := ⟨fun a b => a.val ≤ b.val⟩
instance instDecidableLt (a b : Fin n) : Decidable (a < b) := Nat.decLt a.val b.val
instance instDecidableLe (a b : Fin n) : Decidable (a ≤ b) := Nat.decLe a.val b.val
instance instCoeOutNat : CoeOut (Fin n) Nat := ⟨Fin.val⟩
@[ext] protected theorem ext {a b : Fin n} (h : (a : Nat) = b) : a = b := by
  cases a; cases b; cases h; rfl

theorem val_inj {a b : Fin n} : a.val = b.val ↔ a = b := ⟨Fin.ext, fun h => h ▸ rfl⟩
theorem eq_of_val_eq {a b : Fin n} (h : a.val = b.val) : a = b := Fin.ext h
@[simp] theorem eta (a : Fin n) (h : a.val < n) : (⟨a.val, h⟩ : Fin n) = a := rfl
theorem lt_def {a b : Fin n} : a < b ↔ a.val < b.val := Iff.rfl
theorem le_def {a b : Fin n} : a ≤ b ↔ a.val ≤ b.val := Iff.rfl

/-- No element. -/
def elim0 {α : Sort u} (x : Fin 0) : α := absurd x.isLt (Nat.not_lt_zero _)

/-- The number modulo `n`. -/
protected def ofNat (n : Nat) [NeZero n] (a : Nat) : Fin n := ⟨a % n, Nat.mod_lt a (Nat.pos_of_ne_zero NeZero.out)⟩
instance instOfNat {n : Nat} [NeZero n] {i : Nat} : OfNat (Fin n) i := ⟨Fin.ofNat n i⟩
@[simp] theorem val_zero (n : Nat) [NeZero n] : (0 : Fin n).val = 0 := rfl

/-- Addition modulo `n`. -/
protected def add : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨(a + b) % n, Nat.mod_lt _ (Nat.zero_lt_of_lt h)⟩

/-- Multiplication modulo `n`. -/
protected def mul : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨(a * b) % n, Nat.mod_lt _ (Nat.zero_lt_of_lt h)⟩

/-- Subtraction modulo `n`. -/
protected def sub : Fin n → Fin n → Fin n
  | ⟨a, h⟩, ⟨b, _⟩ => ⟨((n - b) + a) % n, Nat.mod_lt _ (Nat.zero_lt_of_lt h)⟩

instance instAdd : Add (Fin n) := ⟨Fin.add⟩
instance instMul : Mul (Fin n) := ⟨Fin.mul⟩
instance instSub : Sub (Fin n) := ⟨Fin.sub⟩
theorem val_add (a b : Fin n) : (a + b).val = (a.val + b.val) % n := rfl
theorem val_mul (a b : Fin n) : (a * b).val = a.val * b.val % n := rfl

/-- The next number, in the next larger type. -/
def succ (a : Fin n) : Fin (n + 1) := ⟨a.val + 1, Nat.succ_lt_succ a.isLt⟩

/-- The same number, in the next larger type. -/
def castSucc (a : Fin n) : Fin (n + 1) := ⟨a.val, Nat.lt_succ_of_lt a.isLt⟩

/-- The greatest number. -/
def last (n : Nat) : Fin (n + 1) := ⟨n, Nat.lt_succ_self n⟩
@[simp] theorem val_succ (a : Fin n) : a.succ.val = a.val + 1 := rfl
@[simp] theorem val_castSucc (a : Fin n) : a.castSucc.val = a.val := rfl
@[simp] theorem val_last (n : Nat) : (last n).val = n := rfl
theorem val_congr {a b : Fin n} (h : a = b) : (a : Nat) = b := h ▸ rfl
theorem val_le_of_le {a b : Fin n} (h : a ≤ b) : (a : Nat) ≤ b := h
theorem val_le_of_ge {a b : Fin n} (h : a ≥ b) : (b : Nat) ≤ a := h
theorem val_add_one_le_of_lt {a b : Fin n} (h : a < b) : (a : Nat) + 1 ≤ b := h
theorem val_add_one_le_of_gt {a b : Fin n} (h : a > b) : (b : Nat) + 1 ≤ a := h
theorem pos (a : Fin n) : 0 < n := Nat.zero_lt_of_lt a.isLt
theorem is_lt (a : Fin n) : a.val < n := a.isLt
instance decidableForallFin {p : Fin n → Prop} [DecidablePred p] : Decidable (∀ i, p i) :=
  decidable_of_iff (∀ k (h : k < n), p ⟨k, h⟩) ⟨fun f i => f i.val i.isLt, fun f k h => f ⟨k, h⟩⟩

end Fin

/-! What `omega` looks up about bounded numbers -/

namespace Lean.Omega.Fin
variable {n : Nat}

theorem lt_of_not_le {i j : Fin n} (h : ¬i ≤ j) : j < i := Nat.lt_of_not_le h
theorem le_of_not_lt {i j : Fin n} (h : ¬i < j) : j ≤ i := Nat.le_of_not_lt h
theorem lt_or_gt_of_ne {i j : Fin n} (h : i ≠ j) : i < j ∨ i > j := ne_iff_lt_or_gt.mp h
theorem ofNat_val_add {x y : Fin n} : ((x + y : Fin n).val : Int) = ((x.val : Int) + (y.val : Int)) % n := rfl
theorem ofNat_val_mul {x y : Fin n} : ((x * y : Fin n).val : Int) = ((x.val : Int) * (y.val : Int)) % n := rfl
theorem ofNat_val_sub {x y : Fin n} : ((x - y : Fin n).val : Int) = (((n - y.val : Nat) + x.val : Nat) : Int) % n := rfl

end Lean.Omega.Fin
