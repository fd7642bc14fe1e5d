prelude
import GateCore.Omega.Constraint

/-!
# Facts that `omega` looks up by name

How negations are pushed inside, and how terms about natural numbers and `Fin` become terms about integers.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u

namespace Lean.Omega

/-! ## Propositions -/

theorem and_not_not_of_not_or {p q : Prop} (h : ¬(p ∨ q)) : ¬p ∧ ¬q := not_or.mp h
theorem Decidable.or_not_not_of_not_and {p q : Prop} [Decidable p] [Decidable q] (h : ¬(p ∧ q)) : ¬p ∨ ¬q :=
  _root_.Decidable.not_and_iff_or_not_not.mp h

theorem Decidable.and_or_not_and_not_of_iff {p q : Prop} [Decidable q] (h : p ↔ q) : (p ∧ q) ∨ (¬p ∧ ¬q) :=
  (_root_.Decidable.em q).elim (fun hq => .inl ⟨h.2 hq, hq⟩) (fun hq => .inr ⟨fun hp => hq (h.1 hp), hq⟩)

theorem Decidable.not_iff_iff_and_not_or_not_and {p q : Prop} [Decidable p] [Decidable q] :
    ¬(p ↔ q) ↔ (p ∧ ¬q) ∨ (¬p ∧ q) :=
  ⟨fun h => (_root_.Decidable.em p).elim (fun hp => .inl ⟨hp, fun hq => h (iff_of_true hp hq)⟩)
    (fun hp => .inr ⟨hp, _root_.Decidable.byContradiction fun hq => h (iff_of_false hp hq)⟩),
   fun h e => h.elim (fun x => x.2 (e.1 x.1)) (fun x => x.1 (e.2 x.2))⟩

theorem Decidable.and_not_or_not_and_of_not_iff {p q : Prop} [Decidable p] [Decidable q] (h : ¬(p ↔ q)) :
    (p ∧ ¬q) ∨ (¬p ∧ q) := Decidable.not_iff_iff_and_not_or_not_and.mp h

theorem Decidable.and_not_of_not_imp {p q : Prop} [Decidable p] (h : ¬(p → q)) : p ∧ ¬q :=
  _root_.Decidable.not_imp_iff_and_not.mp h

theorem ite_disjunction {α : Type u} {P : Prop} [d : Decidable P] {a b : α} :
    (P ∧ (if P then a else b) = a) ∨ (¬P ∧ (if P then a else b) = b) :=
  match d with
  | isTrue h => .inl ⟨h, rfl⟩
  | isFalse h => .inr ⟨h, rfl⟩

/-! ## Integers -/

namespace Int
theorem ofNat_pow (a b : Nat) : ((a ^ b : Nat) : Int) = (a : Int) ^ b := Int.natCast_pow a b
theorem pos_pow_of_pos (a : Int) (b : Nat) (h : 0 < a) : 0 < a ^ b := Int.pow_pos h
theorem ofNat_pos {a : Nat} : 0 < (a : Int) ↔ 0 < a := Int.ofNat_lt (m := 0)
theorem ofNat_pos_of_pos {a : Nat} (h : 0 < a) : 0 < (a : Int) := ofNat_pos.mpr h
theorem natCast_ofNat {x : Nat} : ((no_index (OfNat.ofNat x) : Nat) : Int) = OfNat.ofNat x := rfl
theorem lt_of_not_le {x y : Int} (h : ¬(x ≤ y)) : y < x := Int.not_le.mp h
theorem le_of_not_lt {x y : Int} (h : ¬(x < y)) : y ≤ x := Int.not_lt.mp h
theorem lt_of_gt {x y : Int} (h : x > y) : y < x := h
theorem le_of_ge {x y : Int} (h : x ≥ y) : y ≤ x := h
theorem ofNat_lt_of_lt {x y : Nat} (h : x < y) : (x : Int) < (y : Int) := Int.ofNat_lt.mpr h
theorem ofNat_le_of_le {x y : Nat} (h : x ≤ y) : (x : Int) ≤ (y : Int) := Int.ofNat_le.mpr h
theorem ofNat_shiftLeft_eq {x y : Nat} : ((x <<< y : Nat) : Int) = (x : Int) * (2 ^ y : Nat) :=
  congrArg _ (Nat.shiftLeft_eq x y)

theorem ofNat_shiftRight_eq_div_pow {x y : Nat} : ((x >>> y : Nat) : Int) = (x : Int) / (2 ^ y : Nat) :=
  congrArg _ (Nat.shiftRight_eq_div_pow x y)

theorem ofNat_sub_dichotomy {a b : Nat} :
    (b ≤ a ∧ ((a - b : Nat) : Int) = a - b) ∨ (a < b ∧ ((a - b : Nat) : Int) = 0) :=
  (Nat.le_or_lt b a).elim (fun h => .inl ⟨h, Int.natCast_sub h⟩)
    (fun h => .inr ⟨h, by rw [Nat.sub_eq_zero_of_le (Nat.le_of_lt h)]; rfl⟩)

theorem ofNat_congr {a b : Nat} (h : a = b) : (a : Int) = (b : Int) := congrArg _ h
theorem ofNat_sub_sub {a b c : Nat} : ((a - b - c : Nat) : Int) = ((a - (b + c) : Nat) : Int) :=
  congrArg _ (Nat.sub_sub a b c)

theorem ofNat_min (a b : Nat) : ((min a b : Nat) : Int) = min (a : Int) (b : Int) := by
  rw [Nat.min_def, Int.min_def]
  split
  next h => rw [if_pos (Int.ofNat_le.mpr h)]
  next h => rw [if_neg fun h' => h (Int.ofNat_le.mp h')]

theorem ofNat_max (a b : Nat) : ((max a b : Nat) : Int) = max (a : Int) (b : Int) := by
  rw [Nat.max_def, Int.max_def]
  split
  next h => rw [if_pos (Int.ofNat_le.mpr h)]
  next h => rw [if_neg fun h' => h (Int.ofNat_le.mp h')]

theorem ofNat_natAbs (a : Int) : (a.natAbs : Int) = if 0 ≤ a then a else -a := by
  split
  next h => exact Int.natAbs_of_nonneg h
  next h =>
    have h' : 0 ≤ -a := Int.neg_le_neg (Int.le_of_lt (Int.not_le.mp h))
    rw [← Int.natAbs_neg]
    exact Int.natAbs_of_nonneg h'

theorem natAbs_dichotomy {a : Int} : 0 ≤ a ∧ (a.natAbs : Int) = a ∨ a < 0 ∧ (a.natAbs : Int) = -a := by
  rw [ofNat_natAbs]
  split
  next h => exact .inl ⟨h, rfl⟩
  next h => exact .inr ⟨Int.not_le.mp h, rfl⟩

theorem neg_le_natAbs {a : Int} : -a ≤ a.natAbs := Int.natAbs_neg a ▸ Int.le_natAbs
theorem add_congr {a b c d : Int} (h₁ : a = b) (h₂ : c = d) : a + c = b + d := by rw [h₁, h₂]
theorem mul_congr {a b c d : Int} (h₁ : a = b) (h₂ : c = d) : a * c = b * d := by rw [h₁, h₂]
theorem mul_congr_left {a b : Int} (h₁ : a = b) (c : Int) : a * c = b * c := by rw [h₁]
theorem sub_congr {a b c d : Int} (h₁ : a = b) (h₂ : c = d) : a - c = b - d := by rw [h₁, h₂]
theorem neg_congr {a b : Int} (h₁ : a = b) : -a = -b := by rw [h₁]
theorem emod_ofNat_nonneg {x : Nat} {y : Int} : 0 ≤ (x : Int) % y := Int.natCast_nonneg _
theorem ofNat_mul_nonneg {a b : Nat} : 0 ≤ (a : Int) * b := Int.natCast_nonneg (a * b)
theorem ofNat_fst_mk {β : Type u} {x : Nat} {y : β} : ((Prod.mk x y).fst : Int) = x := rfl
theorem ofNat_snd_mk {α : Type u} {x : α} {y : Nat} : ((Prod.mk x y).snd : Int) = y := rfl
end Int

namespace Nat
theorem lt_of_gt {x y : Nat} (h : x > y) : y < x := h
theorem le_of_ge {x y : Nat} (h : x ≥ y) : y ≤ x := h
end Nat

namespace Fin
theorem ne_iff_lt_or_gt {n : Nat} {i j : Fin n} : i ≠ j ↔ i.val < j.val ∨ i.val > j.val :=
  ⟨fun h => Nat.lt_or_gt_of_ne fun e => h (match i, j, e with | ⟨_, _⟩, ⟨_, _⟩, rfl => rfl),
   fun h e => h.elim (fun h => Nat.lt_irrefl _ (e ▸ h)) (fun h => Nat.lt_irrefl _ (e ▸ h))⟩

end Fin

namespace Prod
theorem fst_mk {α β : Type u} {x : α} {y : β} : (Prod.mk x y).fst = x := rfl
theorem snd_mk {α β : Type u} {x : α} {y : β} : (Prod.mk x y).snd = y := rfl
theorem of_lex {α β : Type u} {r : α → α → Prop} {s : β → β → Prop} {p q : α × β} (w : _root_.Prod.Lex r s p q) :
    r p.fst q.fst ∨ p.fst = q.fst ∧ s p.snd q.snd := _root_.Prod.lex_def.mp w

end Prod

end Lean.Omega
