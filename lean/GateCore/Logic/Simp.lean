prelude
import GateCore.Logic.Classical

/-!
# What the simplifier needs

The congruence lemmas that `simp` builds proofs from, by name, and its lemmas about connectives and quantifiers.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v w

/-! ## Rewriting propositions to `True` and `False` -/

theorem of_eq_true {p : Prop} (h : p = True) : p := h ▸ trivial
theorem of_eq_false {p : Prop} (h : p = False) : ¬p := fun hp => (h ▸ hp : False)
theorem eq_true {p : Prop} (h : p) : p = True := propext ⟨fun _ => trivial, fun _ => h⟩
theorem eq_false {p : Prop} (h : ¬p) : p = False := propext ⟨fun h' => h h', fun h' => h'.elim⟩
theorem eq_false' {p : Prop} (h : p → False) : p = False := eq_false h
theorem eq_true_of_decide {p : Prop} [Decidable p] (h : decide p = true) : p = True := eq_true (of_decide_eq_true h)
theorem eq_false_of_decide {p : Prop} [Decidable p] (h : decide p = false) : p = False :=
  eq_false (of_decide_eq_false h)

@[simp] theorem eq_self {α : Sort u} (a : α) : (a = a) = True := eq_true rfl
@[simp] theorem heq_eq_eq {α : Sort u} (a b : α) : (a ≍ b) = (a = b) := propext ⟨eq_of_heq, heq_of_eq⟩

/-! ## Congruence -/

theorem congrFun' {α : Sort u} {β : Sort v} {f g : α → β} (h : f = g) (a : α) : f a = g a := congrFun h a
theorem implies_congr {p₁ p₂ : Sort u} {q₁ q₂ : Sort v} (h₁ : p₁ = p₂) (h₂ : q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) :=
  h₁ ▸ h₂ ▸ rfl

theorem implies_congr_left {p₁ p₂ : Sort u} {q : Sort v} (h : p₁ = p₂) : (p₁ → q) = (p₂ → q) := h ▸ rfl
theorem implies_congr_right {p : Sort u} {q₁ q₂ : Sort v} (h : q₁ = q₂) : (p → q₁) = (p → q₂) := h ▸ rfl
theorem implies_dep_congr_ctx {p₁ p₂ q₁ : Prop} (h₁ : p₁ = p₂) {q₂ : p₂ → Prop} (h₂ : (h : p₂) → q₁ = q₂ h) :
    (p₁ → q₁) = ((h : p₂) → q₂ h) :=
  propext ⟨fun f h => h₂ h ▸ f (h₁ ▸ h), fun f h => h₂ (h₁ ▸ h) ▸ f (h₁ ▸ h)⟩

theorem implies_congr_ctx {p₁ p₂ q₁ q₂ : Prop} (h₁ : p₁ = p₂) (h₂ : p₂ → q₁ = q₂) : (p₁ → q₁) = (p₂ → q₂) :=
  implies_dep_congr_ctx h₁ h₂

theorem forall_prop_domain_congr {p₁ p₂ : Prop} {q₁ : p₁ → Prop} {q₂ : p₂ → Prop} (h₁ : p₁ = p₂)
    (h₂ : ∀ a : p₂, q₁ (h₁.substr (p := fun x : Prop => x) a) = q₂ a) : (∀ a : p₁, q₁ a) = (∀ a : p₂, q₂ a) := by
  subst h₁; exact forall_congr h₂

theorem forall_prop_congr_dom {p₁ p₂ : Prop} (h : p₁ = p₂) (q : p₁ → Prop) :
    (∀ a : p₁, q a) = (∀ a : p₂, q (h.substr (p := fun x : Prop => x) a)) := by
  subst h; rfl

theorem pi_congr {α : Sort u} {β β' : α → Sort v} (h : ∀ a, β a = β' a) : (∀ a, β a) = (∀ a, β' a) :=
  (funext h : β = β') ▸ rfl

theorem Eq.mpr_prop {p q : Prop} (h₁ : p = q) (h₂ : q) : p := h₁ ▸ h₂
theorem Eq.mpr_not {p q : Prop} (h₁ : p = q) (h₂ : ¬q) : ¬p := h₁ ▸ h₂
theorem Lean.injEq_helper {P Q R : Prop} (h : P → Q → R) (x : P ∧ Q) : R := h x.1 x.2

section
variable {α : Sort u} {β : Sort v}
theorem let_congr {a a' : α} {b b' : α → β} (h₁ : a = a') (h₂ : ∀ x, b x = b' x) :
    (let x := a; b x) = (let x := a'; b' x) :=
  h₁ ▸ (funext h₂ : b = b') ▸ rfl

theorem let_val_congr {a a' : α} (b : α → β) (h : a = a') : (let x := a; b x) = (let x := a'; b x) := h ▸ rfl
theorem let_body_congr {β : α → Sort v} {b b' : (a : α) → β a} (a : α) (h : ∀ x, b x = b' x) :
    (let x := a; b x) = (let x := a; b' x) :=
  h a

theorem have_unused (a : α) {b b' : β} (h : b = b') : (have _ := a; b) = b' := h
theorem have_unused_dep {α : Sort u} {β : Sort v} (a : α) {b : α → β} {b' : β} (h : ∀ x, b x = b') :
    (have x := a; b x) = b' :=
  h a

theorem have_congr {a a' : α} {f f' : α → β} (h₁ : a = a') (h₂ : ∀ x, f x = f' x) :
    (have x := a; f x) = (have x := a'; f' x) :=
  h₁ ▸ (funext h₂ : f = f') ▸ rfl

theorem have_val_congr {a a' : α} {f : α → β} (h₁ : a = a') : (have x := a; f x) = (have x := a'; f x) := h₁ ▸ rfl
theorem have_body_congr (a : α) {f f' : α → β} (h₂ : ∀ x, f x = f' x) : (have x := a; f x) = (have x := a; f' x) := h₂ a
theorem have_body_congr_dep {α : Sort u} {β : α → Sort v} (a : α) {f f' : (x : α) → β x} (h : ∀ x, f x = f' x) :
    (have x := a; f x) = (have x := a; f' x) := h a

/-! What `simp` builds proofs about a chain of `have`s from: an applied function stands for each `have`. -/

theorem have_unused' (a : α) {b b' : β} (h : b = b') : (fun _ : α => b) a = b' := h
theorem have_unused_dep' {α : Sort u} {β : Sort v} (a : α) {f : α → β} {b' : β} (h : ∀ x, f x = b') : f a = b' := h a
theorem have_congr' {a a' : α} {f f' : α → β} (h₁ : a = a') (h₂ : ∀ x, f x = f' x) : f a = f' a' := h₁ ▸ h₂ a
theorem have_val_congr' {a a' : α} {f : α → β} (h : a = a') : f a = f a' := congrArg f h
theorem have_body_congr' (a : α) {f f' : α → β} (h : ∀ x, f x = f' x) : f a = f' a := h a
theorem have_body_congr_dep' {α : Sort u} {β : α → Sort v} (a : α) {f f' : (x : α) → β x} (h : ∀ x, f x = f' x) :
    f a = f' a :=
  h a

theorem have_body_congr_nondep (a : α) {f f' : α → β} (h₂ : ∀ x, f x = f' x) :
    (have x := a; f x) = (have x := a; f' x) :=
  h₂ a

end

/-! ## `if` -/

section
variable {α : Sort u} {b c : Prop}
@[congr] theorem ite_congr {x y u v : α} {s : Decidable b} [Decidable c] (h₁ : b = c) (h₂ : c → x = u)
    (h₃ : ¬c → y = v) :
    ite b x y = ite c u v := by
  subst h₁
  cases Decidable.em b with
  | inl h => rw [if_pos h, if_pos h]; exact h₂ h
  | inr h => rw [if_neg h, if_neg h]; exact h₃ h

@[congr] theorem dite_congr {s : Decidable b} [Decidable c] {x : b → α} {u : c → α} {y : ¬b → α} {v : ¬c → α}
    (h₁ : b = c) (h₂ : ∀ h : c, x (h₁.mpr_prop h) = u h) (h₃ : ∀ h : ¬c, y (h₁.mpr_not h) = v h) : dite b x y =
      dite c u v := by
  subst h₁
  cases Decidable.em b with
  | inl h => rw [dif_pos h, dif_pos h]; exact h₂ h
  | inr h => rw [dif_neg h, dif_neg h]; exact h₃ h

theorem ite_cond_congr {s : Decidable b} [Decidable c] {x y : α} (h : b = c) : ite b x y = ite c x y :=
  ite_congr h (fun _ => rfl) (fun _ => rfl)

theorem dite_cond_congr {s : Decidable b} [Decidable c] {x : b → α} {y : ¬b → α} (h : b = c) :
    dite b x y = dite c (fun hc => x (h.mpr_prop hc)) (fun hc => y (h.mpr_not hc)) := dite_congr h (fun _ => rfl)
      (fun _ => rfl)

theorem ite_eq_left_of_eq_true {c : Prop} {_ : Decidable c} (a b : α) (h : c = True) : (if c then a else b) = a :=
  if_pos (of_eq_true h)

theorem ite_eq_right_of_eq_false {c : Prop} {_ : Decidable c} (a b : α) (h : c = False) : (if c then a else b) = b :=
  if_neg (of_eq_false h)

theorem dite_eq_left_of_eq_true {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = True) :
    dite c t e = t (of_eq_true h) :=
  dif_pos _

theorem dite_eq_right_of_eq_false {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = False) :
    dite c t e = e (of_eq_false h) :=
  dif_neg _

@[simp] theorem ite_true (a b : α) : (if True then a else b) = a := rfl
@[simp] theorem ite_false (a b : α) : (if False then a else b) = b := rfl
@[simp] theorem ite_cond_eq_true {c : Prop} {_ : Decidable c} (a b : α) (h : c = True) : (if c then a else b) = a :=
  ite_eq_left_of_eq_true a b h

@[simp] theorem ite_cond_eq_false {c : Prop} {_ : Decidable c} (a b : α) (h : c = False) : (if c then a else b) = b :=
  ite_eq_right_of_eq_false a b h

@[simp] theorem dite_cond_eq_true {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = True) :
    dite c t e = t (of_eq_true h) :=
  dif_pos _

@[simp] theorem dite_cond_eq_false {c : Prop} {_ : Decidable c} {t : c → α} {e : ¬c → α} (h : c = False) :
    dite c t e = e (of_eq_false h) :=
  dif_neg _

@[simp] theorem dite_true {t : True → α} {e : ¬True → α} : dite True t e = t trivial := rfl
@[simp] theorem dite_false {t : False → α} {e : ¬False → α} : dite False t e = e id := rfl
@[simp] theorem dite_eq_ite {c : Prop} [Decidable c] (t e : α) : (if _h : c then t else e) = (if c then t else e) :=
  dif_eq_if c t e

@[simp] theorem ite_self {c : Prop} {d : Decidable c} (a : α) : ite c a a = a :=
  match d with
  | isTrue _ => rfl
  | isFalse _ => rfl

theorem ite_id {c : Prop} {d : Decidable c} (a : α) : ite c a a = a := ite_self a
theorem apply_ite {β : Sort v} (f : α → β) (c : Prop) [d : Decidable c] (x y : α) : f (ite c x y) = ite c (f x) (f y) :=
  match d with
  | isTrue _ => rfl
  | isFalse _ => rfl

theorem ite_not (c : Prop) [d : Decidable c] (x y : α) : ite (¬c) x y = ite c y x := by
  cases Decidable.em c with
  | inl h => rw [if_pos h, if_neg (not_not_intro h)]
  | inr h => rw [if_neg h, if_pos h]

theorem ite_prop_iff_or {p q r : Prop} [Decidable p] : (if p then q else r) ↔ (p ∧ q) ∨ (¬p ∧ r) := by
  cases Decidable.em p with
  | inl h => rw [if_pos h]; exact ⟨fun x => .inl ⟨h, x⟩, fun x => x.elim And.right fun y => absurd h y.1⟩
  | inr h => rw [if_neg h]; exact ⟨fun x => .inr ⟨h, x⟩, fun x => x.elim (fun y => absurd y.1 h) And.right⟩

end

/-! ## Hints for the elaborator -/

/-- Asks `simp` to name a bound variable like another one. -/
def binderNameHint {α : Sort u} {β : Sort v} {γ : Sort w} (v : α) (binder : β) (e : γ) : γ := e

/-- For termination proofs: in the branches of an `if` the condition is known to hold or not. -/
@[wf_preprocess] theorem ite_eq_dite {P : Prop} {α : Sort u} {a b : α} [Decidable P] :
    (if P then a else b) = (if h : P then binderNameHint h () a else binderNameHint h () b) := (dif_eq_if P a b).symm

/-! ## Functions -/

attribute [simp] id_eq
@[simp] theorem Function.comp_apply {α : Sort u} {β : Sort v} {δ : Sort w} {f : β → δ} {g : α → β} {x : α} :
    (f ∘ g) x = f (g x) :=
  rfl

theorem Function.comp_def {α : Sort u} {β : Sort v} {δ : Sort w} (f : β → δ) (g : α → β) : f ∘ g = fun x => f (g x) :=
  rfl

@[simp] theorem Function.const_apply {α : Sort u} {β : Sort v} {y : β} {x : α} : Function.const α y x = y := rfl
@[simp] theorem eq_rec_constant {α : Sort u} {a a' : α} {β : Sort v} (y : β) (h : a = a') :
    (h.rec (motive := fun _ _ => β) y) = y :=
  by
  subst h; rfl

@[simp] theorem cast_eq {α : Sort u} (h : α = α) (a : α) : cast h a = a := rfl
@[simp] theorem cast_cast {α β γ : Sort u} (h₁ : α = β) (h₂ : β = γ) (a : α) :
    cast h₂ (cast h₁ a) = cast (h₁.trans h₂) a :=
  by
  subst h₁; subst h₂; rfl

/-! ## Connectives -/

section
variable {a b c p q : Prop}
@[simp] theorem ne_eq {α : Sort u} (a b : α) : (a ≠ b) = ¬(a = b) := rfl
@[simp] theorem not_true_eq_false : (¬True) = False := eq_false (fun h => h trivial)
@[simp] theorem not_false_eq_true : (¬False) = True := eq_true id
theorem not_true : ¬True ↔ False := ⟨fun h => h trivial, False.elim⟩
theorem not_false : ¬False := id
theorem not_false_iff : ¬False ↔ True := iff_of_true id trivial
@[simp] theorem and_true (p : Prop) : (p ∧ True) = p := propext ⟨And.left, fun h => ⟨h, trivial⟩⟩
@[simp] theorem true_and (p : Prop) : (True ∧ p) = p := propext ⟨And.right, fun h => ⟨trivial, h⟩⟩
@[simp] theorem and_false (p : Prop) : (p ∧ False) = False := eq_false And.right
@[simp] theorem false_and (p : Prop) : (False ∧ p) = False := eq_false And.left
@[simp] theorem and_self (p : Prop) : (p ∧ p) = p := propext ⟨And.left, fun h => ⟨h, h⟩⟩
@[simp] theorem and_not_self : ¬(a ∧ ¬a) := fun h => h.2 h.1
@[simp] theorem not_and_self : ¬(¬a ∧ a) := fun h => h.1 h.2
@[simp] theorem and_imp : (a ∧ b → c) ↔ (a → b → c) := ⟨fun h x y => h ⟨x, y⟩, fun h x => h x.1 x.2⟩
@[simp] theorem not_and : ¬(a ∧ b) ↔ (a → ¬b) := and_imp
@[simp] theorem and_self_left : a ∧ (a ∧ b) ↔ a ∧ b := ⟨And.right, fun h => ⟨h.1, h⟩⟩
@[simp] theorem and_self_right : (a ∧ b) ∧ b ↔ a ∧ b := ⟨And.left, fun h => ⟨h, h.2⟩⟩
@[simp] theorem and_iff_left_iff_imp : (a ∧ b ↔ a) ↔ (a → b) :=
  ⟨fun h x => (h.2 x).2, fun h => ⟨And.left, fun x => ⟨x, h x⟩⟩⟩

@[simp] theorem and_iff_right_iff_imp : (a ∧ b ↔ b) ↔ (b → a) :=
  ⟨fun h x => (h.2 x).1, fun h => ⟨And.right, fun x => ⟨h x, x⟩⟩⟩

theorem and_iff_left (hb : b) : a ∧ b ↔ a := ⟨And.left, fun x => ⟨x, hb⟩⟩
theorem and_iff_right (ha : a) : a ∧ b ↔ b := ⟨And.right, fun x => ⟨ha, x⟩⟩
theorem and_congr_right_eq (h : a → b = c) : (a ∧ b) = (a ∧ c) :=
  propext ⟨fun x => ⟨x.1, h x.1 ▸ x.2⟩, fun x => ⟨x.1, h x.1 ▸ x.2⟩⟩

@[simp] theorem or_self (p : Prop) : (p ∨ p) = p := propext ⟨fun h => h.elim id id, .inl⟩
@[simp] theorem or_true (p : Prop) : (p ∨ True) = True := eq_true (.inr trivial)
@[simp] theorem true_or (p : Prop) : (True ∨ p) = True := eq_true (.inl trivial)
@[simp] theorem or_false (p : Prop) : (p ∨ False) = p := propext ⟨fun h => h.elim id False.elim, .inl⟩
@[simp] theorem false_or (p : Prop) : (False ∨ p) = p := propext ⟨fun h => h.elim False.elim id, .inr⟩
@[simp] theorem not_or : ¬(p ∨ q) ↔ ¬p ∧ ¬q :=
  ⟨fun h => ⟨fun x => h (.inl x), fun x => h (.inr x)⟩, fun h x => x.elim h.1 h.2⟩

@[simp] theorem or_iff_left_iff_imp : (a ∨ b ↔ a) ↔ (b → a) :=
  ⟨fun h x => h.1 (.inr x), fun h => ⟨fun x => x.elim id h, .inl⟩⟩

@[simp] theorem or_iff_right_iff_imp : (a ∨ b ↔ b) ↔ (a → b) :=
  ⟨fun h x => h.1 (.inl x), fun h => ⟨fun x => x.elim h id, .inr⟩⟩

@[simp] theorem iff_self (p : Prop) : (p ↔ p) = True := eq_true Iff.rfl
@[simp] theorem iff_true (p : Prop) : (p ↔ True) = p := propext ⟨fun h => h.2 trivial, fun h => iff_of_true h trivial⟩
@[simp] theorem true_iff (p : Prop) : (True ↔ p) = p := propext ⟨fun h => h.1 trivial, fun h => iff_of_true trivial h⟩
@[simp] theorem iff_false (p : Prop) : (p ↔ False) = ¬p := propext ⟨fun h => h.1, fun h => iff_of_false h id⟩
@[simp] theorem false_iff (p : Prop) : (False ↔ p) = ¬p := propext ⟨fun h => h.2, fun h => iff_of_false id h⟩
@[simp] theorem iff_not_self : ¬(a ↔ ¬a) := fun h => not_iff_self h.symm
@[simp] theorem implies_true (α : Sort u) : (α → True) = True := eq_true fun _ => trivial
@[simp] theorem false_implies (p : Prop) : (False → p) = True := eq_true False.elim
@[simp] theorem true_implies (p : Prop) : (True → p) = p := propext ⟨fun h => h trivial, fun h _ => h⟩
@[simp] theorem imp_self : (a → a) ↔ True := iff_of_true id trivial
@[simp] theorem imp_false : (a → False) ↔ ¬a := Iff.rfl
theorem imp_iff_right {a : Prop} (ha : a) : (a → b) ↔ b := ⟨fun h => h ha, fun h _ => h⟩

/-! ## Quantifiers -/

variable {α : Sort u}
@[simp] theorem not_exists {p : α → Prop} : (¬∃ x, p x) ↔ ∀ x, ¬p x :=
  ⟨fun h x hx => h ⟨x, hx⟩, fun h ⟨x, hx⟩ => h x hx⟩

@[simp] theorem forall_const (α : Sort u) [i : Nonempty α] : (α → b) ↔ b := ⟨fun f => i.elim f, fun h _ => h⟩
@[simp] theorem exists_const (α : Sort u) [i : Nonempty α] : (∃ _ : α, b) ↔ b :=
  ⟨fun ⟨_, h⟩ => h, fun h => i.elim fun a => ⟨a, h⟩⟩

@[simp] theorem exists_false : ¬∃ _ : α, False := fun ⟨_, h⟩ => h
@[simp] theorem exists_prop : (∃ _h : a, b) ↔ a ∧ b := ⟨fun ⟨x, y⟩ => ⟨x, y⟩, fun ⟨x, y⟩ => ⟨x, y⟩⟩
theorem exists_prop_of_true {p : Prop} {q : p → Prop} (h : p) : (∃ h' : p, q h') ↔ q h :=
  ⟨fun ⟨_, x⟩ => x, fun x => ⟨h, x⟩⟩

theorem forall_prop_of_true {p : Prop} {q : p → Prop} (h : p) : (∀ h' : p, q h') ↔ q h := ⟨fun f => f h, fun x _ => x⟩
@[simp] theorem exists_eq {a' : α} : ∃ a, a = a' := ⟨a', rfl⟩
@[simp] theorem exists_eq' {a' : α} : ∃ a, a' = a := ⟨a', rfl⟩
@[simp] theorem exists_eq_left {p : α → Prop} {a' : α} : (∃ a, a = a' ∧ p a) ↔ p a' :=
  ⟨fun ⟨_, e, h⟩ => e ▸ h, fun h => ⟨a', rfl, h⟩⟩

@[simp] theorem exists_eq_left' {p : α → Prop} {a' : α} : (∃ a, a' = a ∧ p a) ↔ p a' :=
  ⟨fun ⟨_, e, h⟩ => e ▸ h, fun h => ⟨a', rfl, h⟩⟩

@[simp] theorem exists_eq_right {p : α → Prop} {a' : α} : (∃ a, p a ∧ a = a') ↔ p a' :=
  ⟨fun ⟨_, h, e⟩ => e ▸ h, fun h => ⟨a', h, rfl⟩⟩

@[simp] theorem exists_eq_right' {p : α → Prop} {a' : α} : (∃ a, p a ∧ a' = a) ↔ p a' :=
  ⟨fun ⟨_, h, e⟩ => e ▸ h, fun h => ⟨a', h, rfl⟩⟩

@[simp] theorem forall_eq {p : α → Prop} {a' : α} : (∀ a, a = a' → p a) ↔ p a' :=
  ⟨fun h => h a' rfl, fun h _ e => e ▸ h⟩

@[simp] theorem forall_eq' {p : α → Prop} {a' : α} : (∀ a, a' = a → p a) ↔ p a' :=
  ⟨fun h => h a' rfl, fun h _ e => e ▸ h⟩

@[simp] theorem forall_eq_or_imp {p q : α → Prop} {a' : α} : (∀ a, a = a' ∨ q a → p a) ↔ p a' ∧ ∀ a, q a → p a :=
  ⟨fun h => ⟨h a' (.inl rfl), fun a ha => h a (.inr ha)⟩, fun h a ha => ha.elim (fun e => e ▸ h.1) (h.2 a)⟩

@[simp] theorem exists_eq_or_imp {p q : α → Prop} {a' : α} : (∃ a, (a = a' ∨ q a) ∧ p a) ↔ p a' ∨ ∃ a, q a ∧ p a :=
  ⟨fun ⟨a, h, hp⟩ => h.elim (fun e => .inl (e ▸ hp)) (fun hq => .inr ⟨a, hq, hp⟩),
   fun h => h.elim (fun hp => ⟨a', .inl rfl, hp⟩) fun ⟨a, hq, hp⟩ => ⟨a, .inr hq, hp⟩⟩

@[simp] theorem exists_and_left {p : α → Prop} : (∃ x, b ∧ p x) ↔ b ∧ ∃ x, p x :=
  ⟨fun ⟨x, h, h'⟩ => ⟨h, x, h'⟩, fun ⟨h, x, h'⟩ => ⟨x, h, h'⟩⟩

@[simp] theorem exists_and_right {p : α → Prop} : (∃ x, p x ∧ b) ↔ (∃ x, p x) ∧ b :=
  ⟨fun ⟨x, h, h'⟩ => ⟨⟨x, h⟩, h'⟩, fun ⟨⟨x, h⟩, h'⟩ => ⟨x, h, h'⟩⟩

@[simp] theorem forall_exists_index {p : α → Prop} {q : (∃ x, p x) → Prop} : (∀ h, q h) ↔ ∀ x (h : p x), q ⟨x, h⟩ :=
  ⟨fun h x hx => h ⟨x, hx⟩, fun h ⟨x, hx⟩ => h x hx⟩

end

theorem if_true_left {p q : Prop} [Decidable p] : ite p True q ↔ ¬p → q := by
  cases Decidable.em p with
  | inl h => rw [if_pos h]; exact iff_of_true trivial (absurd h)
  | inr h => rw [if_neg h]; exact (imp_iff_right h).symm
