prelude
import GateCore.Nat.Basic

/-!
# Well-founded recursion

Accessibility, the fixed point that recursive definitions become, sizes of data, lexicographic order.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
set_option linter.defProp false
universe u v w

/-! ## Sums and dependent pairs: what arguments of recursive functions are packed into -/

/-- Dependent pairs. -/
structure Sigma {α : Type u} (β : α → Type v) where
  fst : α
  snd : β fst

/-- Dependent pairs in any universe. -/
structure PSigma {α : Sort u} (β : α → Sort v) where
  fst : α
  snd : β fst

/-- A value of one of two types. -/
inductive Sum (α : Type u) (β : Type v) where
  | inl (val : α) : Sum α β
  | inr (val : β) : Sum α β

/-- A value of one of two sorts. -/
inductive PSum (α : Sort u) (β : Sort v) where
  | inl (val : α) : PSum α β
  | inr (val : β) : PSum α β

/-! ## Accessibility -/

/-- `x` is accessible: every descending sequence from it ends. -/
inductive Acc {α : Sort u} (r : α → α → Prop) : α → Prop where
  | intro (x : α) (h : (y : α) → r y x → Acc r y) : Acc r x

theorem Acc.inv {α : Sort u} {r : α → α → Prop} {x y : α} (h₁ : Acc r x) (h₂ : r y x) : Acc r y :=
  h₁.recOn (fun _ ac _ h => ac y h) h₂

/-- There is no infinite descending sequence. -/
inductive WellFounded {α : Sort u} (r : α → α → Prop) : Prop where
  | intro (h : ∀ a, Acc r a) : WellFounded r

theorem WellFounded.apply {α : Sort u} {r : α → α → Prop} (wf : WellFounded r) (a : α) : Acc r a := match wf with
  | ⟨h⟩ => h a

/-- A chosen well-founded relation on a type. -/
class WellFoundedRelation (α : Sort u) where
  rel : α → α → Prop
  wf : WellFounded rel

namespace WellFounded
section
variable {α : Sort u} {C : α → Sort v} {r : α → α → Prop}
noncomputable def fixF (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) (a : Acc r x) : C x :=
  a.rec (fun x _ ih => F x ih)

theorem fixF_eq (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) (acx : Acc r x) :
    fixF F x acx = F x (fun y p => fixF F y (acx.inv p)) := by
  cases acx with
  | intro x h => rfl

noncomputable def fix (hwf : WellFounded r) (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) : C x :=
  fixF F x (hwf.apply x)

theorem fix_eq (hwf : WellFounded r) (F : (x : α) → ((y : α) → r y x → C y) → C x) (x : α) :
    fix hwf F x = F x (fun y _ => fix hwf F y) := fixF_eq F x (hwf.apply x)

theorem induction {C : α → Prop} (hwf : WellFounded r) (a : α) (h : ∀ x, (∀ y, r y x → C y) → C x) : C a :=
  (hwf.apply a).rec (fun x _ ih => h x ih)

end
end WellFounded

/-- The relation of the images under `f`. -/
def InvImage {α : Sort u} {β : Sort v} (r : β → β → Prop) (f : α → β) : α → α → Prop := fun a b => r (f a) (f b)
theorem InvImage.accAux {α : Sort u} {β : Sort v} {r : β → β → Prop} (f : α → β) {b : β} (ac : Acc r b) :
    (x : α) → f x = b → Acc (InvImage r f) x :=
  ac.rec (motive := fun b _ => (x : α) → f x = b → Acc (InvImage r f) x)
    (fun b _ ih x e => ⟨x, fun y lt => ih (f y) (e ▸ lt) y rfl⟩)

theorem InvImage.wf {α : Sort u} {β : Sort v} {r : β → β → Prop} (f : α → β) (h : WellFounded r) :
    WellFounded (InvImage r f) :=
  ⟨fun a => InvImage.accAux f (h.apply (f a)) a rfl⟩

@[reducible] def invImage {α : Sort u} {β : Sort v} (f : α → β) (h : WellFoundedRelation β) : WellFoundedRelation α :=
  ⟨InvImage h.rel f, InvImage.wf f h.wf⟩

/-! ## Natural numbers -/

theorem Nat.lt_wf : WellFounded (α := Nat) (fun a b => a < b) :=
  ⟨fun n => Nat.strongInductionOn n (fun n ih => ⟨n, ih⟩)⟩

@[reducible] def Nat.lt_wfRel : WellFoundedRelation Nat := ⟨fun a b => a < b, Nat.lt_wf⟩
namespace WellFounded.Nat

/-- Forces the evaluation of a number that is known before recursion unfolds with it as fuel. -/
def eager (n : Nat) : Nat := if Nat.beq n n = true then n else n

theorem eager_eq (n : Nat) : eager n = n := ite_self n

section
variable {α : Sort u} {motive : α → Sort v} (h : α → Nat)
  (F : (x : α) → ((y : α) → InvImage (· < ·) h y x → motive y) → motive x)

/-- Recursion along a measure, at most `fuel` deep. -/
def fixFuel : (fuel : Nat) → (x : α) → h x < fuel → motive x
  | 0, _, lt => absurd lt (Nat.not_lt_zero _)
  | fuel + 1, x, lt => F x fun y hy => fixFuel fuel y (Nat.lt_of_lt_of_le hy (Nat.le_of_succ_le_succ lt))

/-- Recursion along a measure. It computes by structural recursion, so the kernel can evaluate it. -/
def fix (x : α) : motive x := fixFuel h F (eager (h x + 1)) x (Nat.le_of_eq (eager_eq (h x + 1)).symm)

theorem fixFuel_eq : ∀ (m n : Nat) (x : α) (hm : h x < m) (hn : h x < n), fixFuel h F m x hm = fixFuel h F n x hn
  | 0, _, _, hm, _ => absurd hm (Nat.not_lt_zero _)
  | _ + 1, 0, _, _, hn => absurd hn (Nat.not_lt_zero _)
  | m + 1, n + 1, x, _, _ => congrArg (F x) (funext fun y => funext fun _ => fixFuel_eq m n y _ _)

theorem fix_eq (x : α) : fix h F x = F x fun y _ => fix h F y :=
  (fixFuel_eq h F _ (h x + 1) x _ (Nat.lt_succ_self (h x))).trans
    (congrArg (F x) (funext fun y => funext fun _ => fixFuel_eq h F _ _ y _ _))

end

end WellFounded.Nat

/-- Marks a parameter while the elaborator looks for attached proofs of membership. The mark may also stand around the
condition of an `if`: unification then has to see through it in the type of the `Decidable` instance. -/
@[inline, implicit_reducible] def wfParam {α : Sort u} (a : α) : α := a

/-- An identity that does not unfold. -/
opaque Lean.opaqueId {α : Sort u} (x : α) : α := x

/-! ## Sizes -/

/-- The default measure for termination. -/
class SizeOf (α : Sort u) where
  sizeOf : α → Nat

export SizeOf (sizeOf)
instance (priority := low) instSizeOfDefault (α : Sort u) : SizeOf α := ⟨fun _ => 0⟩
instance instSizeOfNat : SizeOf Nat := ⟨fun n => n⟩
noncomputable def List.sizeOfAux {α : Type u} [SizeOf α] (xs : List α) : Nat :=
  xs.rec 1 (fun x _ ih => 1 + sizeOf x + ih)

noncomputable instance List.instSizeOf {α : Type u} [SizeOf α] : SizeOf (List α) := ⟨List.sizeOfAux⟩
noncomputable instance Prod.instSizeOf {α : Type u} {β : Type v} [SizeOf α] [SizeOf β] : SizeOf (Prod α β) :=
  ⟨fun p => 1 + sizeOf p.1 + sizeOf p.2⟩

@[simp] theorem sizeOf_nat (n : Nat) : sizeOf n = n := rfl
@[simp] theorem List.nil.sizeOf_spec {α : Type u} [SizeOf α] : sizeOf ([] : List α) = 1 := rfl
@[simp] theorem List.cons.sizeOf_spec {α : Type u} [SizeOf α] (x : α) (xs : List α) :
    sizeOf (x :: xs) = 1 + sizeOf x + sizeOf xs :=
  rfl

@[reducible] def measure {α : Sort u} (f : α → Nat) : WellFoundedRelation α := invImage f Nat.lt_wfRel
@[reducible] def sizeOfWFRel {α : Sort u} [SizeOf α] : WellFoundedRelation α := measure sizeOf
instance (priority := low) instWellFoundedRelationOfSizeOf {α : Sort u} [SizeOf α] : WellFoundedRelation α :=
  sizeOfWFRel

/-! ## Lexicographic order -/

namespace Prod
section
variable {α : Type u} {β : Type v} (ra : α → α → Prop) (rb : β → β → Prop)
protected inductive Lex : α × β → α × β → Prop where
  | left {a₁ : α} (b₁ : β) {a₂ : α} (b₂ : β) (h : ra a₁ a₂) : Prod.Lex (a₁, b₁) (a₂, b₂)
  | right (a : α) {b₁ b₂ : β} (h : rb b₁ b₂) : Prod.Lex (a, b₁) (a, b₂)

end
theorem lexAccessible {α : Type u} {β : Type v} {ra : α → α → Prop} {rb : β → β → Prop} (hb : ∀ b, Acc rb b) {a : α}
    (aca : Acc ra a) :
    (b : β) → Acc (Prod.Lex ra rb) (a, b) :=
  aca.rec (motive := fun a _ => (b : β) → Acc (Prod.Lex ra rb) (a, b)) fun xa _ iha b =>
    (hb b).rec (motive := fun b _ => Acc (Prod.Lex ra rb) (xa, b)) fun xb _ ihb =>
      ⟨(xa, xb), fun p lt => by
        cases lt with
        | left b₁ b₂ h => exact iha _ h _
        | right a h => exact ihb _ h⟩

@[reducible] def lex {α : Type u} {β : Type v} (ha : WellFoundedRelation α) (hb : WellFoundedRelation β) :
    WellFoundedRelation (α × β) :=
  ⟨Prod.Lex ha.rel hb.rel, ⟨fun ⟨a, b⟩ => lexAccessible hb.wf.apply (ha.wf.apply a) b⟩⟩

instance instWellFoundedRelation {α : Type u} {β : Type v} [ha : WellFoundedRelation α] [hb : WellFoundedRelation β] :
    WellFoundedRelation (α × β) :=
  lex ha hb

theorem Lex.right' {β : Type v} (rb : β → β → Prop) {a₂ : Nat} {b₂ : β} {a₁ : Nat} {b₁ : β} (h₁ : a₁ ≤ a₂)
    (h₂ : rb b₁ b₂) :
    Prod.Lex (fun a b : Nat => a < b) rb (a₁, b₁) (a₂, b₂) := by
  cases h₁ with
  | refl => exact .right _ h₂
  | step h => exact .left _ _ (Nat.succ_le_succ h)

theorem lex_def {α : Type u} {β : Type v} {r : α → α → Prop} {s : β → β → Prop} {p q : α × β} :
    Prod.Lex r s p q ↔ r p.1 q.1 ∨ p.1 = q.1 ∧ s p.2 q.2 := by
  constructor
  · intro h
    cases h with
    | left _ _ h => exact .inl h
    | right _ h => exact .inr ⟨rfl, h⟩
  · intro h
    cases p; cases q
    rcases h with h | ⟨h, h2⟩
    · exact .left _ _ h
    · simp at h; subst h; exact .right _ h2

end Prod
