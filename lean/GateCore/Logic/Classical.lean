prelude
import GateCore.Logic.Decidable

/-!
# Classical logic

The excluded middle follows from choice, `propext` and function extensionality; every proposition is then decidable.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v

namespace Classical

/-- Every proposition is true or false. Choose an element of each of two sets of propositions, which are equal exactly
when `p` holds: the chosen elements differ, or `p` holds. -/
theorem em (p : Prop) : p ∨ ¬p :=
  let U (x : Prop) : Prop := x = True ∨ p
  let V (x : Prop) : Prop := x = False ∨ p
  have inU : ∃ x, U x := ⟨True, .inl rfl⟩
  have inV : ∃ x, V x := ⟨False, .inl rfl⟩
  let a : Subtype U := choice (inU.elim fun x h => ⟨⟨x, h⟩⟩)
  let b : Subtype V := choice (inV.elim fun x h => ⟨⟨x, h⟩⟩)
  have differ_or : a.1 ≠ b.1 ∨ p :=
    match a.2, b.2 with
    | .inr h, _ => .inr h
    | _, .inr h => .inr h
    | .inl ha, .inl hb => .inl (fun e => (Eq.mp (ha.symm.trans (e.trans hb)) trivial).elim)
  have same : p → a.1 = b.1 := fun hp =>
    have sets : U = V := funext fun x => propext ⟨fun _ => .inr hp, fun _ => .inr hp⟩
    have chosen : ∀ (W : Prop → Prop) (e : U = W) (h1 : Nonempty (Subtype U)) (h2 : Nonempty (Subtype W)),
        (choice h1).1 = (choice h2).1 :=
      fun W e h1 h2 =>
        e.rec (motive := fun W _ => ∀ h2 : Nonempty (Subtype W), (choice h1).1 = (choice h2).1) (fun _ => rfl) h2
    chosen V sets _ _
  differ_or.elim (fun ne => .inr (mt same ne)) .inl

theorem byContradiction {p : Prop} (h : ¬p → False) : p := (em p).elim id (fun n => (h n).elim)
theorem byCases {p q : Prop} (hpq : p → q) (hnpq : ¬p → q) : q := (em p).elim hpq hnpq
@[simp] theorem not_not {a : Prop} : ¬¬a ↔ a := ⟨fun h => byContradiction h, fun h n => n h⟩
theorem or_not {p : Prop} : p ∨ ¬p := em p
theorem not_and_iff_not_or_not {p q : Prop} : ¬(p ∧ q) ↔ ¬p ∨ ¬q :=
  ⟨fun h => (em p).elim (fun hp => .inr fun hq => h ⟨hp, hq⟩) .inl, fun h x => h.elim (absurd x.1) (absurd x.2)⟩

theorem or_iff_not_imp_left {a b : Prop} : a ∨ b ↔ (¬a → b) :=
  ⟨fun h n => h.resolve_left n, fun h => (em a).elim .inl fun n => .inr (h n)⟩

theorem or_iff_not_imp_right {a b : Prop} : a ∨ b ↔ (¬b → a) := or_comm.trans or_iff_not_imp_left
theorem imp_iff_not_or {a b : Prop} : (a → b) ↔ ¬a ∨ b :=
  ⟨fun h => (em a).elim (fun x => .inr (h x)) .inl, fun h x => h.elim (absurd x) id⟩

theorem not_imp_iff_and_not {a b : Prop} : ¬(a → b) ↔ a ∧ ¬b :=
  ⟨fun h => ⟨byContradiction fun n => h fun x => absurd x n, fun x => h fun _ => x⟩, fun h f => h.2 (f h.1)⟩

@[simp] theorem not_imp {a b : Prop} : ¬(a → b) ↔ a ∧ ¬b := not_imp_iff_and_not
theorem not_iff {a b : Prop} : ¬(a ↔ b) ↔ (¬a ↔ b) :=
  ⟨fun h => ⟨fun na => byContradiction fun nb => h (iff_of_false na nb), fun hb ha => h (iff_of_true ha hb)⟩,
   fun h e => (em a).elim (fun ha => h.2 (e.1 ha) ha) (fun na => na (e.2 (h.1 na)))⟩

@[simp] theorem not_forall {α : Sort u} {p : α → Prop} : (¬∀ x, p x) ↔ ∃ x, ¬p x :=
  ⟨fun h => byContradiction fun n => h fun x => byContradiction fun hx => n ⟨x, hx⟩, fun ⟨x, hx⟩ h => hx (h x)⟩

theorem not_forall_not {α : Sort u} {p : α → Prop} : (¬∀ x, ¬p x) ↔ ∃ x, p x :=
  ⟨fun h => byContradiction fun n => h fun x hx => n ⟨x, hx⟩, fun ⟨x, hx⟩ h => h x hx⟩

theorem not_exists_not {α : Sort u} {p : α → Prop} : (¬∃ x, ¬p x) ↔ ∀ x, p x :=
  ⟨fun h x => byContradiction fun hx => h ⟨x, hx⟩, fun h ⟨x, hx⟩ => hx (h x)⟩

theorem exists_not_of_not_forall {α : Sort u} {p : α → Prop} (h : ¬∀ x, p x) : ∃ x, ¬p x := not_forall.mp h
theorem forall_or_exists_not {α : Sort u} (p : α → Prop) : (∀ x, p x) ∨ ∃ x, ¬p x :=
  (em (∀ x, p x)).elim .inl fun h => .inr (not_forall.mp h)

theorem propComplete (a : Prop) : a = True ∨ a = False :=
  (em a).elim (fun h => .inl (propext (iff_true_intro h))) (fun h => .inr (propext (iff_false_intro h)))

/-! ## Choice -/

noncomputable def indefiniteDescription {α : Sort u} (p : α → Prop) (h : ∃ x, p x) : { x // p x } :=
  choice (h.elim fun x h => ⟨⟨x, h⟩⟩)

/-- Some element with the property. -/
noncomputable def choose {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : α := (indefiniteDescription p h).1
theorem choose_spec {α : Sort u} {p : α → Prop} (h : ∃ x, p x) : p (choose h) := (indefiniteDescription p h).2
noncomputable def ofNonempty {α : Sort u} [h : Nonempty α] : α := choice h
@[reducible] noncomputable def inhabited_of_nonempty {α : Sort u} (h : Nonempty α) : Inhabited α := ⟨choice h⟩
theorem axiomOfChoice {α : Sort u} {β : α → Sort v} {r : ∀ x, β x → Prop} (h : ∀ x, ∃ y, r x y) :
    ∃ f : ∀ x, β x, ∀ x, r x (f x) := ⟨fun x => choose (h x), fun x => choose_spec (h x)⟩

theorem skolem {α : Sort u} {b : α → Sort v} {p : ∀ x, b x → Prop} :
    (∀ x, ∃ y, p x y) ↔ ∃ f : ∀ x, b x, ∀ x, p x (f x) :=
  ⟨axiomOfChoice, fun ⟨f, h⟩ x => ⟨f x, h x⟩⟩

/-- After `open Classical`, every proposition is decidable. -/
noncomputable scoped instance (priority := low) propDecidable (a : Prop) : Decidable a :=
  choice ((em a).elim (fun h => ⟨isTrue h⟩) (fun h => ⟨isFalse h⟩))

end Classical

/-- Some element with the property. -/
noncomputable def Exists.choose {α : Sort u} {p : α → Prop} (h : ∃ a, p a) : α := Classical.choose h
theorem Exists.choose_spec {α : Sort u} {p : α → Prop} (h : ∃ a, p a) : p h.choose := Classical.choose_spec h

export Classical (imp_iff_not_or)
