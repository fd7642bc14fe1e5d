prelude
import GateCore.Logic.Basic

/-!
# Decidable propositions

`decide`, instances for the connectives, `if` and its lemmas.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
set_option linter.defProp false
universe u v w

theorem decide_eq_true {p : Prop} [inst : Decidable p] (h : p) : decide p = true :=
  match inst with
  | isTrue _ => rfl
  | isFalse n => absurd h n

theorem decide_eq_false {p : Prop} [inst : Decidable p] (h : ¬p) : decide p = false :=
  match inst with
  | isTrue h' => absurd h' h
  | isFalse _ => rfl

theorem of_decide_eq_true {p : Prop} [inst : Decidable p] (h : decide p = true) : p :=
  match inst, h with
  | isTrue h₁, _ => h₁
  | isFalse _, h => Bool.noConfusion h

theorem of_decide_eq_false {p : Prop} [inst : Decidable p] (h : decide p = false) : ¬p :=
  fun hp => Bool.noConfusion ((decide_eq_true hp).symm.trans h)

theorem of_decide_eq_self_eq_true {α : Sort u} [inst : DecidableEq α] (a : α) : decide (a = a) = true :=
  decide_eq_true rfl

theorem ne_true_of_eq_false {b : Bool} : b = false → b ≠ true := fun h => h ▸ fun h => Bool.noConfusion h
theorem ne_false_of_eq_true {b : Bool} : b = true → b ≠ false := fun h => h ▸ fun h => Bool.noConfusion h
theorem eq_false_of_ne_true {b : Bool} : b ≠ true → b = false :=
  match b with
  | true => fun h => absurd rfl h
  | false => fun _ => rfl

theorem eq_true_of_ne_false {b : Bool} : b ≠ false → b = true :=
  match b with
  | true => fun _ => rfl
  | false => fun h => absurd rfl h

instance instDecidableTrue : Decidable True := isTrue trivial
instance instDecidableFalse : Decidable False := isFalse id
instance instDecidableAnd {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (p ∧ q) :=
  match dp with
  | isTrue hp => (match dq with
    | isTrue hq => isTrue ⟨hp, hq⟩
    | isFalse hq => isFalse (fun h => hq h.2))
  | isFalse hp => isFalse (fun h => hp h.1)

instance instDecidableOr {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (p ∨ q) :=
  match dp with
  | isTrue hp => isTrue (.inl hp)
  | isFalse hp => (match dq with
    | isTrue hq => isTrue (.inr hq)
    | isFalse hq => isFalse (fun h => h.elim hp hq))

instance instDecidableNot {p : Prop} [dp : Decidable p] : Decidable (¬p) :=
  match dp with
  | isTrue hp => isFalse (fun h => h hp)
  | isFalse hp => isTrue hp

instance instDecidableForall {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (p → q) :=
  match dp with
  | isTrue hp => (match dq with
    | isTrue hq => isTrue (fun _ => hq)
    | isFalse hq => isFalse (fun h => hq (h hp)))
  | isFalse hp => isTrue (fun h => absurd h hp)

instance instDecidableIff {p q : Prop} [dp : Decidable p] [dq : Decidable q] : Decidable (p ↔ q) :=
  match dp, dq with
  | isTrue hp, isTrue hq => isTrue ⟨fun _ => hq, fun _ => hp⟩
  | isTrue hp, isFalse hq => isFalse (fun h => hq (h.1 hp))
  | isFalse hp, isTrue hq => isFalse (fun h => hp (h.2 hq))
  | isFalse hp, isFalse hq => isTrue ⟨fun h => absurd h hp, fun h => absurd h hq⟩

instance instDecidableEqBool : DecidableEq Bool := fun a b =>
  match a, b with
  | true, true => isTrue rfl
  | true, false => isFalse (fun h => Bool.noConfusion h)
  | false, true => isFalse (fun h => Bool.noConfusion h)
  | false, false => isTrue rfl

instance instDecidableEqPUnit : DecidableEq PUnit := fun _ _ => isTrue rfl
instance instDecidableEqEmpty : DecidableEq Empty := fun a _ => a.rec
instance Bool.instDecidableForallOfDecidablePred (p : Bool → Prop) [inst : DecidablePred p] : Decidable (∀ x, p x) :=
  match inst true, inst false with
  | isFalse h, _ => isFalse (fun f => h (f true))
  | _, isFalse h => isFalse (fun f => h (f false))
  | isTrue ht, isTrue hf => isTrue (fun b => match b with
    | true => ht
    | false => hf)

instance Bool.instDecidableExistsOfDecidablePred (p : Bool → Prop) [inst : DecidablePred p] : Decidable (∃ x, p x) :=
  match inst true, inst false with
  | isTrue h, _ => isTrue ⟨true, h⟩
  | _, isTrue h => isTrue ⟨false, h⟩
  | isFalse ht, isFalse hf => isFalse fun ⟨b, h⟩ => match b, h with
    | true, h => ht h
    | false, h => hf h

instance instDecidableEqSubtype {α : Type u} {p : α → Prop} [DecidableEq α] : DecidableEq { x : α // p x } :=
  fun ⟨a, h₁⟩ ⟨b, h₂⟩ =>
  if h : a = b then isTrue (by subst h; rfl) else isFalse fun e => h (congrArg Subtype.val e)

@[reducible] def decidable_of_decidable_of_iff {p q : Prop} [dp : Decidable p] (h : p ↔ q) : Decidable q :=
  match dp with
  | isTrue hp => isTrue (h.1 hp)
  | isFalse hp => isFalse (fun hq => hp (h.2 hq))

@[reducible] def decidable_of_iff {b : Prop} (a : Prop) (h : a ↔ b) [Decidable a] : Decidable b :=
  decidable_of_decidable_of_iff h

instance instSubsingletonDecidable (p : Prop) : Subsingleton (Decidable p) := ⟨fun a b => match a, b with
  | isTrue _, isTrue _ => rfl
  | isFalse _, isFalse _ => rfl
  | isTrue h, isFalse n => absurd h n
  | isFalse n, isTrue h => absurd h n⟩

instance instBEqOfDecidableEq {α : Type u} [DecidableEq α] : BEq α := ⟨fun a b => decide (a = b)⟩

/-- Boolean inequality. -/
@[inline] def bne {α : Type u} [BEq α] (a b : α) : Bool := !(a == b)

namespace Decidable
theorem em (p : Prop) [d : Decidable p] : p ∨ ¬p :=
  match d with
  | isTrue h => .inl h
  | isFalse h => .inr h

/-- Definition by cases of a decidable proposition. -/
@[macro_inline] def byCases {p : Prop} {q : Sort u} [dec : Decidable p] (h1 : p → q) (h2 : ¬p → q) : q :=
  match dec with
  | isTrue h => h1 h
  | isFalse h => h2 h

theorem byContradiction {p : Prop} [d : Decidable p] (h : ¬p → False) : p := (em p).elim id (fun n => (h n).elim)
theorem of_not_not {p : Prop} [Decidable p] (h : ¬¬p) : p := byContradiction h
theorem not_not {p : Prop} [d : Decidable p] : ¬¬p ↔ p := ⟨fun h => byContradiction h, fun h n => n h⟩
theorem not_and_iff_or_not_not {p q : Prop} [d : Decidable p] : ¬(p ∧ q) ↔ ¬p ∨ ¬q :=
  ⟨fun h => match d with
    | isTrue hp => .inr fun hq => h ⟨hp, hq⟩
    | isFalse hp => .inl hp, fun h x => h.elim (absurd x.1) (absurd x.2)⟩

theorem not_and_iff_or_not {p q : Prop} [Decidable p] : ¬(p ∧ q) ↔ ¬p ∨ ¬q := not_and_iff_or_not_not
theorem not_imp_iff_and_not {a b : Prop} [Decidable a] : ¬(a → b) ↔ a ∧ ¬b :=
  ⟨fun h => ⟨byContradiction fun n => h fun x => absurd x n, fun x => h fun _ => x⟩, fun h f => h.2 (f h.1)⟩

theorem not_or_of_imp {a b : Prop} [Decidable a] (h : a → b) : ¬a ∨ b := (em a).elim (fun x => .inr (h x)) .inl
theorem imp_iff_not_or {a b : Prop} [Decidable a] : (a → b) ↔ ¬a ∨ b := ⟨not_or_of_imp, fun h x => h.elim (absurd x) id⟩
theorem not_iff_not {a b : Prop} [Decidable a] [Decidable b] : (¬a ↔ ¬b) ↔ (a ↔ b) :=
  ⟨fun h => ⟨fun x => byContradiction fun n => h.2 n x, fun x => byContradiction fun n => h.1 n x⟩, not_congr⟩

theorem or_iff_not_imp_left {a b : Prop} [Decidable a] : a ∨ b ↔ (¬a → b) :=
  ⟨fun h n => h.resolve_left n, fun h => (em a).elim .inl fun n => .inr (h n)⟩

theorem or_iff_not_imp_right {a b : Prop} [Decidable b] : a ∨ b ↔ (¬b → a) := or_comm.trans or_iff_not_imp_left
end Decidable

/-! ## `if` -/

section
variable {α : Sort u} {b c : Prop}
theorem ite_eq_left {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t e : α} : ite c t e = t :=
  match h with
  | isTrue _ => rfl
  | isFalse n => absurd hc n

theorem ite_eq_right {c : Prop} {h : Decidable c} (hnc : ¬c) {α : Sort u} {t e : α} : ite c t e = e :=
  match h with
  | isTrue hc => absurd hc hnc
  | isFalse _ => rfl

theorem dite_eq_left {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = t hc :=
  match h with
  | isTrue _ => rfl
  | isFalse n => absurd hc n

theorem dite_eq_right {c : Prop} {h : Decidable c} (hnc : ¬c) {α : Sort u} {t : c → α} {e : ¬c → α} :
    dite c t e = e hnc :=
  match h with
  | isTrue hc => absurd hc hnc
  | isFalse _ => rfl

theorem if_pos {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t e : α} : ite c t e = t := ite_eq_left hc
theorem if_neg {c : Prop} {h : Decidable c} (hnc : ¬c) {α : Sort u} {t e : α} : ite c t e = e := ite_eq_right hnc
theorem dif_pos {c : Prop} {h : Decidable c} (hc : c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = t hc :=
  dite_eq_left hc

theorem dif_neg {c : Prop} {h : Decidable c} (hnc : ¬c) {α : Sort u} {t : c → α} {e : ¬c → α} : dite c t e = e hnc :=
  dite_eq_right hnc

theorem dif_eq_if (c : Prop) {h : Decidable c} {α : Sort u} (t e : α) : dite c (fun _ => t) (fun _ => e) = ite c t e :=
  match h with
  | isTrue _ => rfl
  | isFalse _ => rfl

end

instance instDecidableIte {c t e : Prop} [dC : Decidable c] [dT : Decidable t] [dE : Decidable e] :
    Decidable (if c then t else e) :=
  match dC with
  | isTrue _ => dT
  | isFalse _ => dE

instance instDecidableDite {c : Prop} {t : c → Prop} {e : ¬c → Prop} [dC : Decidable c] [dT : ∀ h, Decidable (t h)]
    [dE : ∀ h, Decidable (e h)] :
    Decidable (if h : c then t h else e h) :=
  match dC with
  | isTrue hc => dT hc
  | isFalse hc => dE hc
