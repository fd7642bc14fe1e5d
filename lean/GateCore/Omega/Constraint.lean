prelude
import GateCore.Omega.Coeffs

/-!
# Constraints

A constraint bounds the value of a linear combination from below, from above, or both. These are the steps that
`omega` composes its proofs of: combining two constraints, adding multiples, dividing by a common factor, and the
balanced remainder that eliminates equations.
-/

set_option autoImplicit false
set_option linter.unusedVariables false

namespace Lean.Omega

abbrev LowerBound : Type := Int
abbrev UpperBound : Type := Int
abbrev LowerBound.sat (b : LowerBound) (t : Int) : Prop := b ≤ t
abbrev UpperBound.sat (b : UpperBound) (t : Int) : Prop := t ≤ b

/-- Optional lower and upper bound. -/
structure Constraint where
  lowerBound : Option LowerBound
  upperBound : Option UpperBound

namespace Constraint

/-- The value satisfies both bounds. -/
def sat (c : Constraint) (t : Int) : Prop :=
  (match c.lowerBound with
    | none => True
    | some b => b ≤ t) ∧
  (match c.upperBound with
    | none => True
    | some b => t ≤ b)

/-- The combination satisfies the constraint. -/
abbrev sat' (c : Constraint) (x y : Coeffs) : Prop := c.sat (Coeffs.dot x y)

/-- Bounds changed by a function. -/
def map (c : Constraint) (f : Int → Int) : Constraint :=
  ⟨match c.lowerBound with | none => none | some b => some (f b),
    match c.upperBound with | none => none | some b => some (f b)⟩

def flip (c : Constraint) : Constraint := ⟨c.upperBound, c.lowerBound⟩
def neg (c : Constraint) : Constraint := c.flip.map fun x => -x
def trivial : Constraint := ⟨none, none⟩
def impossible : Constraint := ⟨some 1, some 0⟩
def exact (r : Int) : Constraint := ⟨some r, some r⟩

/-- Does the upper bound lie below the lower bound? -/
def isImpossible : Constraint → Bool
  | ⟨some x, some y⟩ => decide (y < x)
  | _ => false

/-- Are all values allowed? -/
def isExact : Constraint → Bool
  | ⟨some x, some y⟩ => decide (x = y)
  | _ => false

/-- Both bounds multiplied. -/
def scale (k : Int) (c : Constraint) : Constraint :=
  if k = 0 then (if c.isImpossible then c else ⟨some 0, some 0⟩)
  else if 0 < k then c.map fun x => k * x
  else c.flip.map fun x => k * x

/-- Bounds of a sum. -/
def add (x y : Constraint) : Constraint :=
  ⟨match x.lowerBound, y.lowerBound with | some a, some b => some (a + b) | _, _ => none,
   match x.upperBound, y.upperBound with | some a, some b => some (a + b) | _, _ => none⟩

/-- Bounds of `a * x + b * y` -/
def combo (a : Int) (x : Constraint) (b : Int) (y : Constraint) : Constraint := add (scale a x) (scale b y)

/-- Both constraints. -/
def combine (x y : Constraint) : Constraint :=
  ⟨match x.lowerBound, y.lowerBound with | some a, some b => some (max a b) | some a, none => some a | none, b => b,
   match x.upperBound, y.upperBound with | some a, some b => some (min a b) | some a, none => some a | none, b => b⟩

/-- Bounds divided, rounded inwards. -/
def div (c : Constraint) (k : Nat) : Constraint :=
  ⟨match c.lowerBound with | none => none | some x => some (-(-x / k)),
    match c.upperBound with | none => none | some y => some (y / k)⟩

/-- Does 0 satisfy the constraint? -/
def satZero (c : Constraint) : Bool :=
  (match c.lowerBound with | none => true | some b => decide (b ≤ 0)) &&
  (match c.upperBound with | none => true | some b => decide (0 ≤ b))

/-! ## What the steps mean -/

theorem satZero_iff (c : Constraint) : c.satZero = true ↔ c.sat 0 := by
  match c with
  | ⟨none, none⟩ => simp [satZero, sat]
  | ⟨none, some u⟩ => simp [satZero, sat]
  | ⟨some l, none⟩ => simp [satZero, sat]
  | ⟨some l, some u⟩ => simp [satZero, sat]

theorem trivial_sat (t : Int) : trivial.sat t := ⟨True.intro, True.intro⟩

theorem not_sat_of_isImpossible {c : Constraint} (h : c.isImpossible = true) {t : Int} : ¬c.sat t := by
  match c, h with
  | ⟨some x, some y⟩, h =>
    intro s
    exact Int.not_le.mpr (of_decide_eq_true h) (Int.le_trans s.1 s.2)

theorem not_sat'_of_isImpossible {c : Constraint} (h : c.isImpossible = true) {x y : Coeffs} : ¬c.sat' x y :=
  not_sat_of_isImpossible h

theorem map_mul_sat {c : Constraint} {k t : Int} (hk : 0 ≤ k) (h : c.sat t) : (c.map fun x => k * x).sat (k * t) := by
  match c, h with
  | ⟨none, none⟩, h => exact h
  | ⟨none, some _⟩, h => exact ⟨h.1, Int.mul_le_mul_of_nonneg_left h.2 hk⟩
  | ⟨some _, none⟩, h => exact ⟨Int.mul_le_mul_of_nonneg_left h.1 hk, h.2⟩
  | ⟨some _, some _⟩, h => exact ⟨Int.mul_le_mul_of_nonneg_left h.1 hk, Int.mul_le_mul_of_nonneg_left h.2 hk⟩

theorem neg_sat {c : Constraint} {t : Int} (h : c.sat t) : c.neg.sat (-t) := by
  match c, h with
  | ⟨none, none⟩, h => exact h
  | ⟨none, some _⟩, h => exact ⟨Int.neg_le_neg h.2, h.1⟩
  | ⟨some _, none⟩, h => exact ⟨h.2, Int.neg_le_neg h.1⟩
  | ⟨some _, some _⟩, h => exact ⟨Int.neg_le_neg h.2, Int.neg_le_neg h.1⟩

theorem flip_map_mul_sat {c : Constraint} {k t : Int} (hk : k ≤ 0) (h : c.sat t) :
    (c.flip.map fun x => k * x).sat (k * t) :=
  by
  have le {a b : Int} (h : a ≤ b) : k * b ≤ k * a := by
    have h' := Int.mul_le_mul_of_nonneg_left h (Int.neg_le_neg hk)
    rwa [Int.neg_mul, Int.neg_mul, Int.neg_le_neg_iff] at h'
  match c, h with
  | ⟨none, none⟩, h => exact h
  | ⟨none, some _⟩, h => exact ⟨le h.2, h.1⟩
  | ⟨some _, none⟩, h => exact ⟨h.2, le h.1⟩
  | ⟨some _, some _⟩, h => exact ⟨le h.2, le h.1⟩

theorem scale_sat {c : Constraint} {t : Int} (k : Int) (h : c.sat t) : (scale k c).sat (k * t) := by
  unfold scale
  split
  next hk =>
    split
    next hi => exact absurd h (not_sat_of_isImpossible hi)
    next => rw [hk, Int.zero_mul]; exact ⟨Int.le_refl 0, Int.le_refl 0⟩
  next hk =>
    split
    next hp => exact map_mul_sat (Int.le_of_lt hp) h
    next hn => exact flip_map_mul_sat (Int.not_lt.mp hn) h

theorem add_sat {c d : Constraint} {s t : Int} (h : c.sat s) (h' : d.sat t) : (add c d).sat (s + t) := by
  match c, d, h, h' with
  | ⟨lc, uc⟩, ⟨ld, ud⟩, h, h' =>
    constructor
    · match lc, ld, h.1, h'.1 with
      | some _, some _, h, h' => exact Int.add_le_add h h'
      | none, _, _, _ => exact True.intro
      | some _, none, _, _ => exact True.intro
    · match uc, ud, h.2, h'.2 with
      | some _, some _, h, h' => exact Int.add_le_add h h'
      | none, _, _, _ => exact True.intro
      | some _, none, _, _ => exact True.intro

theorem combo_sat {c d : Constraint} {s t : Int} (a b : Int) (h : c.sat s) (h' : d.sat t) :
    (combo a c b d).sat (a * s + b * t) :=
  add_sat (scale_sat a h) (scale_sat b h')

theorem combine_sat {c d : Constraint} {t : Int} (h : c.sat t) (h' : d.sat t) : (combine c d).sat t := by
  match c, d, h, h' with
  | ⟨lc, uc⟩, ⟨ld, ud⟩, h, h' =>
    constructor
    · match lc, ld, h.1, h'.1 with
      | some a, some b, h, h' =>
        show max a b ≤ t
        rw [Int.max_def]; split
        next => exact h'
        next => exact h
      | none, _, _, h' => exact h'
      | some _, none, h, _ => exact h
    · match uc, ud, h.2, h'.2 with
      | some a, some b, h, h' =>
        show t ≤ min a b
        rw [Int.min_def]; split
        next => exact h
        next => exact h'
      | none, _, _, h' => exact h'
      | some _, none, h, _ => exact h

theorem combine_sat' {c d : Constraint} {x y : Coeffs} (h : c.sat' x y) (h' : d.sat' x y) : (combine c d).sat' x y :=
  combine_sat h h'

theorem div_sat {c : Constraint} {t : Int} {k : Nat} (hk : 0 < k) (h : c.sat (k * t)) : (c.div k).sat t := by
  have hk' : 0 < (k : Int) := Int.ofNat_lt.mpr hk
  have up {b : Int} (h : k * t ≤ b) : t ≤ b / k := Int.le_ediv_of_mul_le hk' (Int.mul_comm k t ▸ h)
  have low {b : Int} (h : b ≤ k * t) : -(-b / k) ≤ t := by
    have h' : -t ≤ -b / k := Int.le_ediv_of_mul_le hk' (by
      rw [Int.neg_mul, Int.mul_comm t]; exact Int.neg_le_neg h)
    have h'' := Int.neg_le_neg h'
    rwa [Int.neg_neg] at h''
  match c, h with
  | ⟨none, none⟩, h => exact h
  | ⟨none, some _⟩, h => exact ⟨h.1, up h.2⟩
  | ⟨some _, none⟩, h => exact ⟨low h.1, h.2⟩
  | ⟨some _, some _⟩, h => exact ⟨low h.1, up h.2⟩

theorem addInequality_sat {c : Int} {x y : Coeffs} (w : c + Coeffs.dot x y ≥ 0) :
    ({ lowerBound := some (-c), upperBound := none } : Constraint).sat' x y := by
  refine ⟨?_, True.intro⟩
  have h := Int.add_le_add_left w (-c)
  rwa [← Int.add_assoc, Int.add_left_neg, Int.zero_add, Int.add_zero] at h

theorem addEquality_sat {c : Int} {x y : Coeffs} (w : c + Coeffs.dot x y = 0) :
    ({ lowerBound := some (-c), upperBound := some (-c) } : Constraint).sat' x y := by
  have e : Coeffs.dot x y = -c := Int.add_left_cancel (a := c) (w.trans (Int.add_right_neg c).symm)
  exact ⟨Int.le_of_eq e.symm, Int.le_of_eq e⟩

end Constraint

theorem combo_sat' (s t : Constraint) (a : Int) (x : Coeffs) (b : Int) (y : Coeffs) (v : Coeffs)
    (wx : s.sat' x v) (wy : t.sat' y v) : (Constraint.combo a s b t).sat' (Coeffs.combo a x b y) v := by
  unfold Constraint.sat'
  rw [Coeffs.dot_combo]
  exact Constraint.combo_sat a b wx wy

/-! ## Normal form of a constraint: first coefficient positive, coefficients without common factor -/

/-- Divides by the common factor, if there is one. -/
def normalize? : Constraint × Coeffs → Option (Constraint × Coeffs)
  | ⟨s, x⟩ =>
    let gcd := Coeffs.gcd x
    if gcd = 0 then
      if s.satZero then some (.trivial, x) else some (.impossible, x)
    else if gcd = 1 then none
    else some (s.div gcd, Coeffs.sdiv x gcd)

def normalize (p : Constraint × Coeffs) : Constraint × Coeffs :=
  match normalize? p with
  | none => p
  | some q => q

/-- Changes the sign, if the first coefficient is negative. -/
def positivize? : Constraint × Coeffs → Option (Constraint × Coeffs)
  | ⟨s, x⟩ => if 0 ≤ x.leading then none else some (s.neg, Coeffs.smul x (-1))

def tidy? : Constraint × Coeffs → Option (Constraint × Coeffs)
  | ⟨s, x⟩ =>
    match positivize? (s, x) with
    | none => normalize? (s, x)
    | some q => some (normalize q)

def tidy (p : Constraint × Coeffs) : Constraint × Coeffs :=
  match tidy? p with
  | none => p
  | some q => q

abbrev tidyConstraint (s : Constraint) (x : Coeffs) : Constraint := (tidy (s, x)).1
abbrev tidyCoeffs (s : Constraint) (x : Coeffs) : Coeffs := (tidy (s, x)).2

theorem normalize?_sat {s s' : Constraint} {x x' v : Coeffs} (e : normalize? (s, x) = some (s', x')) (h : s.sat' x v) :
    s'.sat' x' v := by
  unfold normalize? at e
  dsimp only at e
  split at e
  next hg =>
    have h0 : s.sat 0 := Coeffs.dot_eq_zero_of_gcd hg v ▸ h
    rw [if_pos ((Constraint.satZero_iff s).mpr h0)] at e
    injection e with e
    injection e with e₁ e₂
    subst e₁
    exact Constraint.trivial_sat _
  next hg =>
    split at e
    next => exact nomatch e
    next =>
      injection e with e
      injection e with e₁ e₂
      subst e₁; subst e₂
      exact Constraint.div_sat (Nat.pos_of_ne_zero hg) ((Coeffs.mul_dot_sdiv_gcd x v).symm ▸ h)

theorem normalize_sat {s : Constraint} {x v : Coeffs} (h : s.sat' x v) :
    (normalize (s, x)).1.sat' (normalize (s, x)).2 v :=
  by
  unfold normalize
  cases e : normalize? (s, x) with
  | none => exact h
  | some q => exact normalize?_sat e h

theorem positivize?_sat {s s' : Constraint} {x x' v : Coeffs} (e : positivize? (s, x) = some (s', x'))
    (h : s.sat' x v) :
    s'.sat' x' v := by
  unfold positivize? at e
  dsimp only at e
  split at e
  next => exact nomatch e
  next =>
    injection e with e
    injection e with e₁ e₂
    subst e₁; subst e₂
    have h' := Constraint.neg_sat h
    rwa [Int.neg_eq_neg_one_mul, ← Coeffs.dot_smul] at h'

theorem tidy_sat {s : Constraint} {x v : Coeffs} (w : s.sat' x v) : (tidyConstraint s x).sat' (tidyCoeffs s x) v := by
  unfold tidyConstraint tidyCoeffs tidy tidy?
  dsimp only
  cases e : positivize? (s, x) with
  | none =>
    dsimp only
    cases e' : normalize? (s, x) with
    | none => exact w
    | some q => exact normalize?_sat e' w
  | some q => exact normalize_sat (positivize?_sat e w)

/-! ## Eliminating an equation by the balanced remainder -/

/-- The new equation: remainders of the coefficients, and `m` times a new atom. -/
abbrev bmod_coeffs (m : Nat) (i : Nat) (x : Coeffs) : Coeffs := Coeffs.set (Coeffs.bmod x m) i m

/-- The value of the new atom. -/
def bmod_div_term (m : Nat) (a b : Coeffs) : Int := (Int.bmod (Coeffs.dot a b) m - Coeffs.dot (Coeffs.bmod a m) b) / m

theorem bmod_sat (m : Nat) (r : Int) (i : Nat) (x v : Coeffs) (h : x.length ≤ i)
    (p : Coeffs.get v i = bmod_div_term m x v) (w : (Constraint.exact r).sat' x v) :
    (Constraint.exact (Int.bmod r m)).sat' (bmod_coeffs m i x) v := by
  have e : Coeffs.dot x v = r := Int.le_antisymm w.2 w.1
  have d : (m : Int) ∣ Int.bmod (Coeffs.dot x v) m - Coeffs.dot (Coeffs.bmod x m) v := by
    have h₁ := Int.dvd_bmod_sub_self (Coeffs.dot x v) m
    have h₂ := Coeffs.dvd_dot_bmod_sub_dot m x v
    have h₃ := Int.dvd_sub h₁ h₂
    have same : Int.bmod (Coeffs.dot x v) m - Coeffs.dot x v - (Coeffs.dot (Coeffs.bmod x m) v - Coeffs.dot x v)
        = Int.bmod (Coeffs.dot x v) m - Coeffs.dot (Coeffs.bmod x m) v := by
      rw [Int.sub_eq_add_neg (b := Coeffs.dot (Coeffs.bmod x m) v - Coeffs.dot x v), Int.neg_sub,
        ← Int.add_sub_assoc, Int.sub_add_cancel]
    rwa [same] at h₃
  have value : Coeffs.dot (bmod_coeffs m i x) v = Int.bmod r m := by
    rw [Coeffs.dot_set_of_le (by rw [Coeffs.length_bmod]; exact h), p]
    unfold bmod_div_term
    rw [Int.mul_ediv_cancel' d, e, Int.add_comm, Int.sub_add_cancel]
  exact ⟨Int.le_of_eq value.symm, Int.le_of_eq value⟩

end Lean.Omega
