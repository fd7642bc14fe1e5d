prelude
import GateCore.Logic.Simp

/-!
# Booleans

Simp lemmas for `&&`, `||`, `!`, `==` and `decide`, and the class of lawful equality tests.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v

namespace Bool
@[simp] theorem false_eq_true : (false = true) = False := eq_false (fun h => Bool.noConfusion h)
@[simp] theorem true_eq_false : (true = false) = False := eq_false (fun h => Bool.noConfusion h)
theorem false_ne_true : false ≠ true := fun h => Bool.noConfusion h
@[simp] theorem not_eq_true (b : Bool) : (¬(b = true)) = (b = false) := by cases b <;> simp
@[simp] theorem not_eq_false (b : Bool) : (¬(b = false)) = (b = true) := by cases b <;> simp
theorem of_not_eq_true {b : Bool} : ¬b = true → b = false := eq_false_of_ne_true
theorem of_not_eq_false {b : Bool} : ¬b = false → b = true := eq_true_of_ne_false
theorem eq_false_or_eq_true (b : Bool) : b = true ∨ b = false := by cases b <;> simp
theorem eq_iff_iff {a b : Bool} : a = b ↔ (a = true ↔ b = true) := by cases a <;> cases b <;> simp
@[simp] theorem not_not (b : Bool) : (!!b) = b := by cases b <;> rfl
@[simp] theorem not_true : (!true) = false := rfl
@[simp] theorem not_false : (!false) = true := rfl
@[simp] theorem and_true (b : Bool) : (b && true) = b := by cases b <;> rfl
@[simp] theorem and_false (b : Bool) : (b && false) = false := by cases b <;> rfl
@[simp] theorem true_and (b : Bool) : (true && b) = b := rfl
@[simp] theorem false_and (b : Bool) : (false && b) = false := rfl
@[simp] theorem and_self (b : Bool) : (b && b) = b := by cases b <;> rfl
@[simp] theorem or_true (b : Bool) : (b || true) = true := by cases b <;> rfl
@[simp] theorem or_false (b : Bool) : (b || false) = b := by cases b <;> rfl
@[simp] theorem true_or (b : Bool) : (true || b) = true := rfl
@[simp] theorem false_or (b : Bool) : (false || b) = b := rfl
@[simp] theorem or_self (b : Bool) : (b || b) = b := by cases b <;> rfl
@[simp] theorem and_not_self (b : Bool) : (b && !b) = false := by cases b <;> rfl
@[simp] theorem not_and_self (b : Bool) : (!b && b) = false := by cases b <;> rfl
@[simp] theorem or_not_self (b : Bool) : (b || !b) = true := by cases b <;> rfl
@[simp] theorem not_or_self (b : Bool) : (!b || b) = true := by cases b <;> rfl
@[simp] theorem and_eq_true (a b : Bool) : ((a && b) = true) = (a = true ∧ b = true) := by cases a <;> simp
@[simp] theorem or_eq_true (a b : Bool) : ((a || b) = true) = (a = true ∨ b = true) := by cases a <;> simp
@[simp] theorem and_eq_false_iff {a b : Bool} : (a && b) = false ↔ a = false ∨ b = false := by cases a <;> simp
@[simp] theorem or_eq_false_iff {a b : Bool} : (a || b) = false ↔ a = false ∧ b = false := by cases a <;> simp
@[simp] theorem not_eq_eq_eq_not {a b : Bool} : ((!a) = b) ↔ (a = !b) := by cases a <;> cases b <;> simp
theorem not_eq_true' (b : Bool) : ((!b) = true) = (b = false) := by cases b <;> simp
theorem not_eq_false' (b : Bool) : ((!b) = false) = (b = true) := by cases b <;> simp
theorem and_eq_true_iff {a b : Bool} : (a && b) = true ↔ a = true ∧ b = true := Iff.of_eq (and_eq_true a b)
theorem or_eq_true_iff {a b : Bool} : (a || b) = true ↔ a = true ∨ b = true := Iff.of_eq (or_eq_true a b)
theorem and_comm (a b : Bool) : (a && b) = (b && a) := by cases a <;> cases b <;> rfl
theorem or_comm (a b : Bool) : (a || b) = (b || a) := by cases a <;> cases b <;> rfl
theorem and_assoc (a b c : Bool) : (a && b && c) = (a && (b && c)) := by cases a <;> rfl
theorem or_assoc (a b c : Bool) : (a || b || c) = (a || (b || c)) := by cases a <;> rfl
@[simp] theorem not_and (a b : Bool) : (!(a && b)) = (!a || !b) := by cases a <;> rfl
@[simp] theorem not_or (a b : Bool) : (!(a || b)) = (!a && !b) := by cases a <;> rfl
theorem and_or_distrib_left (a b c : Bool) : (a && (b || c)) = (a && b || a && c) := by cases a <;> rfl
theorem or_and_distrib_left (a b c : Bool) : (a || b && c) = ((a || b) && (a || c)) := by cases a <;> rfl

/-- Exclusive or. -/
abbrev xor : Bool → Bool → Bool := bne
end Bool

@[simp] theorem cond_true {α : Sort u} (a b : α) : cond true a b = a := rfl
@[simp] theorem cond_false {α : Sort u} (a b : α) : cond false a b = b := rfl
@[simp] theorem decide_eq_true_eq {p : Prop} [Decidable p] : (decide p = true) = p :=
  propext ⟨of_decide_eq_true, decide_eq_true⟩

theorem decide_eq_true_iff {p : Prop} [Decidable p] : decide p = true ↔ p := ⟨of_decide_eq_true, decide_eq_true⟩
@[simp] theorem decide_eq_false_iff_not {p : Prop} {_ : Decidable p} : (decide p = false) ↔ ¬p :=
  ⟨of_decide_eq_false, decide_eq_false⟩

@[simp] theorem decide_true {h : Decidable True} : @decide True h = true := decide_eq_true trivial
@[simp] theorem decide_false {h : Decidable False} : @decide False h = false := decide_eq_false id
@[simp] theorem decide_not {p : Prop} [h : Decidable p] : decide (¬p) = !decide p := by cases h <;> rfl
theorem Bool.decide_eq_true {b : Bool} [Decidable (b = true)] : decide (b = true) = b := by cases b <;> simp
@[simp] theorem Bool.decide_coe (b : Bool) [Decidable (b = true)] : decide (b = true) = b := Bool.decide_eq_true
@[simp] theorem Bool.decide_and (p q : Prop) [dp : Decidable p] [dq : Decidable q] :
    decide (p ∧ q) = (decide p && decide q) :=
  by
  cases dp <;> cases dq <;> simp_all

@[simp] theorem Bool.decide_or (p q : Prop) [dp : Decidable p] [dq : Decidable q] :
    decide (p ∨ q) = (decide p || decide q) :=
  by
  cases dp <;> cases dq <;> simp_all

@[simp] theorem Bool.if_true_left {p : Prop} [h : Decidable p] {b : Bool} :
    (if p then true else b) = (decide p || b) := by
  cases h <;> simp_all

@[simp] theorem Bool.if_false_right {p : Prop} [h : Decidable p] {b : Bool} :
    (if p then b else false) = (decide p && b) := by
  cases h <;> simp_all

/-! ## Lawful equality tests -/

class ReflBEq (α : Type u) [BEq α] : Prop where
  protected rfl {a : α} : (a == a) = true

/-- `a == b` decides `a = b`. -/
class LawfulBEq (α : Type u) [BEq α] : Prop extends ReflBEq α where
  eq_of_beq : {a b : α} → (a == b) = true → a = b

export LawfulBEq (eq_of_beq)

instance instLawfulBEq {α : Type u} [DecidableEq α] : LawfulBEq α :=
  { rfl := by simp [BEq.beq], eq_of_beq := by simp [BEq.beq] }

section
variable {α : Type u} [BEq α]
@[simp] theorem beq_self_eq_true [ReflBEq α] (a : α) : (a == a) = true := ReflBEq.rfl
@[simp] theorem BEq.rfl [ReflBEq α] {a : α} : (a == a) = true := ReflBEq.rfl
@[simp] theorem beq_iff_eq [LawfulBEq α] {a b : α} : (a == b) = true ↔ a = b := ⟨eq_of_beq, fun h => h ▸ ReflBEq.rfl⟩
@[simp] theorem beq_eq_false_iff_ne [LawfulBEq α] {a b : α} : (a == b) = false ↔ a ≠ b := by
  rw [ne_eq, ← beq_iff_eq (a := a)]; cases a == b <;> simp

@[simp] theorem bne_iff_ne [LawfulBEq α] {a b : α} : (a != b) = true ↔ a ≠ b := by
  simp [bne]

@[simp] theorem bne_self_eq_false [LawfulBEq α] (a : α) : (a != a) = false := by simp [bne]
end
