prelude
import GateCore.Data.Ord

/-!
# What `simp +arith` looks up

The simplifier describes linear terms and relations over natural numbers as data, computes a normal form with compiled
code, and proves by evaluation that both describe the same. Here a term is a constant and a sorted list of monomials
with integer coefficients; a relation is the difference of its sides.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u

/-- Sequences as trees, so that the kernel finds an element in few steps. -/
inductive Lean.RArray (α : Type u) : Type u where
  | leaf : α → RArray α
  | branch : Nat → RArray α → RArray α → RArray α

/-- The element with a number. -/
def Lean.RArray.get {α : Type u} (a : RArray α) (n : Nat) : α :=
  match a with
  | .leaf x => x
  | .branch p l r => cond (Nat.ble p n) (r.get n) (l.get n)

namespace Nat.Internal.Linear

abbrev Var := Nat

/-- The values of the variables. -/
abbrev Context := Lean.RArray Nat

/-- Linear terms. -/
inductive Expr where
  | num (v : Nat)
  | var (i : Var)
  | add (a b : Expr)
  | mulL (k : Nat) (a : Expr)
  | mulR (a : Expr) (k : Nat)
  deriving Inhabited

/-- The value of a term. -/
def Expr.denote (ctx : Context) : Expr → Nat
  | .num v => v
  | .var i => ctx.get i
  | .add a b => a.denote ctx + b.denote ctx
  | .mulL k a => k * a.denote ctx
  | .mulR a k => a.denote ctx * k

/-- An equation or an inequality between linear terms. -/
structure ExprCnstr where
  eq : Bool
  lhs : Expr
  rhs : Expr

def ExprCnstr.denote (ctx : Context) (c : ExprCnstr) : Prop :=
  match c.eq with
  | true => c.lhs.denote ctx = c.rhs.denote ctx
  | false => c.lhs.denote ctx ≤ c.rhs.denote ctx

/-! ## Normal forms -/

/-- A constant plus monomials, ordered by variable, without zeros. -/
structure Poly where
  const : Int
  monomials : List (Int × Var)

namespace Poly

def sum (ctx : Context) : List (Int × Var) → Int
  | [] => 0
  | (k, x) :: m => k * (ctx.get x : Int) + sum ctx m

def denote (ctx : Context) (p : Poly) : Int := p.const + sum ctx p.monomials

/-- `k * x` in front, unless it is 0. -/
def cons (k : Int) (x : Var) (m : List (Int × Var)) : List (Int × Var) := if k = 0 then m else (k, x) :: m

/-- `k * x` added in its place. -/
def insert (k : Int) (x : Var) : List (Int × Var) → List (Int × Var)
  | [] => cons k x []
  | (k', y) :: m =>
    if x < y then cons k x ((k', y) :: m)
    else if x = y then cons (k + k') y m
    else (k', y) :: insert k x m

theorem sum_cons (ctx : Context) (k : Int) (x : Var) (m : List (Int × Var)) :
    sum ctx (cons k x m) = k * (ctx.get x : Int) + sum ctx m :=
  by
  unfold cons
  split
  next h => rw [h, Int.zero_mul, Int.zero_add]
  next => rfl

theorem sum_insert (ctx : Context) (k : Int) (x : Var) (m : List (Int × Var)) :
    sum ctx (insert k x m) = k * (ctx.get x : Int) + sum ctx m := by
  induction m with
  | nil => exact sum_cons ctx k x []
  | cons p m ih =>
    unfold insert
    split
    next => exact sum_cons ctx k x _
    next =>
      split
      next h =>
        rw [sum_cons, h, sum, Int.add_mul, Int.add_assoc]
      next =>
        rw [sum, sum, ih]
        ac_rfl

end Poly

/-- `k * e + p` -/
def Expr.addTo (k : Int) : Expr → Poly → Poly
  | .num v, p => ⟨k * v + p.const, p.monomials⟩
  | .var i, p => ⟨p.const, Poly.insert k i p.monomials⟩
  | .add a b, p => a.addTo k (b.addTo k p)
  | .mulL c a, p => a.addTo (k * c) p
  | .mulR a c, p => a.addTo (k * c) p

theorem Expr.denote_addTo (ctx : Context) (k : Int) (e : Expr) (p : Poly) :
    (e.addTo k p).denote ctx = k * (e.denote ctx : Int) + p.denote ctx := by
  induction e generalizing k p with
  | num v => exact Int.add_assoc _ _ _
  | var i =>
    show p.const + Poly.sum ctx (Poly.insert k i p.monomials) =
      k * (ctx.get i : Int) + (p.const + Poly.sum ctx p.monomials)
    rw [Poly.sum_insert]
    ac_rfl
  | add a b iha ihb =>
    show (a.addTo k (b.addTo k p)).denote ctx = k * ((a.denote ctx + b.denote ctx : Nat) : Int) + p.denote ctx
    rw [iha, ihb, Int.natCast_add, Int.mul_add, Int.add_assoc]
  | mulL c a ih =>
    show (a.addTo (k * c) p).denote ctx = k * ((c * a.denote ctx : Nat) : Int) + p.denote ctx
    rw [ih, Int.natCast_mul, Int.mul_assoc]
  | mulR a c ih =>
    show (a.addTo (k * c) p).denote ctx = k * ((a.denote ctx * c : Nat) : Int) + p.denote ctx
    rw [ih, Int.natCast_mul, Int.mul_assoc, Int.mul_comm (c : Int)]

/-- The normal form of a term. -/
def Expr.toNormPoly (e : Expr) : Poly := e.addTo 1 ⟨0, []⟩

theorem Expr.denote_toNormPoly (ctx : Context) (e : Expr) : e.toNormPoly.denote ctx = (e.denote ctx : Int) := by
  unfold toNormPoly
  rw [denote_addTo, Int.one_mul]
  exact Int.add_zero _

/-- Do two normal forms agree? -/
def Poly.same (p q : Poly) : Bool := decide (p.const = q.const) && decide (p.monomials = q.monomials)

theorem Poly.eq_of_same {p q : Poly} (h : p.same q = true) : p = q := by
  have h := Bool.and_eq_true_iff.mp h
  cases p; cases q
  cases of_decide_eq_true h.1
  cases of_decide_eq_true h.2
  rfl

theorem Expr.eq_of_toNormPoly_eq (ctx : Context) (e e' : Expr) (h : e.toNormPoly.same e'.toNormPoly = true) :
    e.denote ctx = e'.denote ctx := by
  have h' := congrArg (Poly.denote ctx) (Poly.eq_of_same h)
  rw [denote_toNormPoly, denote_toNormPoly] at h'
  exact Int.natCast_inj.mp h'

/-- The left side minus the right side. -/
def ExprCnstr.toNormPoly (c : ExprCnstr) : Poly := c.lhs.addTo 1 (c.rhs.addTo (-1) ⟨0, []⟩)

theorem ExprCnstr.denote_toNormPoly (ctx : Context) (c : ExprCnstr) :
    c.toNormPoly.denote ctx = (c.lhs.denote ctx : Int) - (c.rhs.denote ctx : Int) := by
  unfold toNormPoly
  rw [Expr.denote_addTo, Expr.denote_addTo, Int.one_mul, Int.neg_mul, Int.one_mul]
  exact congrArg (fun z => (c.lhs.denote ctx : Int) + z) (Int.add_zero _)

theorem ExprCnstr.denote_iff (ctx : Context) (c : ExprCnstr) :
    c.denote ctx ↔ (match c.eq with
      | true => c.toNormPoly.denote ctx = 0
      | false => c.toNormPoly.denote ctx ≤ 0) := by
  rw [denote_toNormPoly]
  unfold denote
  cases c.eq with
  | true => dsimp only; omega
  | false => dsimp only; omega

/-- The same kind of relation with the same normal form. -/
def ExprCnstr.same (c d : ExprCnstr) : Bool := decide (c.eq = d.eq) && c.toNormPoly.same d.toNormPoly

theorem ExprCnstr.eq_of_toNormPoly_eq (ctx : Context) (c d : ExprCnstr) (h : c.same d = true) :
    c.denote ctx = d.denote ctx :=
  by
  have h := Bool.and_eq_true_iff.mp h
  refine propext ?_
  rw [denote_iff, denote_iff, of_decide_eq_true h.1, Poly.eq_of_same h.2]

/-! ## Relations that hold always or never, because variables are not negative -/

/-- Has every monomial a coefficient that is not negative? -/
def Poly.nonneg : List (Int × Var) → Bool
  | [] => true
  | (k, _) :: m => decide (0 ≤ k) && nonneg m

/-- Has every monomial a coefficient that is not positive? -/
def Poly.nonpos : List (Int × Var) → Bool
  | [] => true
  | (k, _) :: m => decide (k ≤ 0) && nonpos m

theorem Poly.sum_nonneg (ctx : Context) {m : List (Int × Var)} (h : nonneg m = true) : 0 ≤ sum ctx m := by
  induction m with
  | nil => exact Int.le_refl 0
  | cons p m ih =>
    have h := Bool.and_eq_true_iff.mp h
    exact Int.add_le_add (Int.mul_nonneg (of_decide_eq_true h.1) (Int.natCast_nonneg _)) (ih h.2)

theorem Poly.sum_nonpos (ctx : Context) {m : List (Int × Var)} (h : nonpos m = true) : sum ctx m ≤ 0 := by
  induction m with
  | nil => exact Int.le_refl 0
  | cons p m ih =>
    have h := Bool.and_eq_true_iff.mp h
    have h' : p.1 * (ctx.get p.2 : Int) ≤ 0 := by
      have := Int.mul_le_mul_of_nonneg_right (of_decide_eq_true h.1) (Int.natCast_nonneg (ctx.get p.2))
      rwa [Int.zero_mul] at this
    exact Int.add_le_add h' (ih h.2)

/-- Never satisfied. -/
def ExprCnstr.isUnsat (c : ExprCnstr) : Bool :=
  let p := c.toNormPoly
  match c.eq with
  | true => decide (0 < p.const) && Poly.nonneg p.monomials || decide (p.const < 0) && Poly.nonpos p.monomials
  | false => decide (0 < p.const) && Poly.nonneg p.monomials

/-- Always satisfied. -/
def ExprCnstr.isValid (c : ExprCnstr) : Bool :=
  let p := c.toNormPoly
  match c.eq with
  | true => decide (p.const = 0) && p.monomials.isEmpty
  | false => decide (p.const ≤ 0) && Poly.nonpos p.monomials

theorem ExprCnstr.eq_false_of_isUnsat (ctx : Context) (c : ExprCnstr) (h : c.isUnsat = true) : c.denote ctx = False :=
  by
  refine eq_false fun hc => ?_
  rw [denote_iff] at hc
  unfold isUnsat at h
  unfold Poly.denote at hc
  generalize c.toNormPoly = p at *
  have up (h : (decide (0 < p.const) && Poly.nonneg p.monomials) = true) : 0 < p.const + Poly.sum ctx p.monomials := by
    have h := Bool.and_eq_true_iff.mp h
    have h₁ := of_decide_eq_true h.1
    have h₂ := Poly.sum_nonneg ctx h.2
    omega
  cases e : c.eq with
  | false =>
    rw [e] at h hc
    exact absurd (up h) (Int.not_lt.mpr hc)
  | true =>
    rw [e] at h hc
    dsimp only at hc
    cases Bool.or_eq_true_iff.mp h with
    | inl h =>
      have := up h
      omega
    | inr h =>
      have h := Bool.and_eq_true_iff.mp h
      have h₁ := of_decide_eq_true h.1
      have h₂ := Poly.sum_nonpos ctx h.2
      omega

theorem ExprCnstr.eq_true_of_isValid (ctx : Context) (c : ExprCnstr) (h : c.isValid = true) : c.denote ctx = True := by
  refine eq_true ?_
  rw [denote_iff]
  unfold isValid at h
  unfold Poly.denote
  generalize c.toNormPoly = p at *
  cases e : c.eq with
  | false =>
    rw [e] at h
    have h := Bool.and_eq_true_iff.mp h
    have h₁ := of_decide_eq_true h.1
    have h₂ := Poly.sum_nonpos ctx h.2
    dsimp only
    omega
  | true =>
    rw [e] at h
    have h := Bool.and_eq_true_iff.mp h
    have h₁ := of_decide_eq_true h.1
    dsimp only
    cases m : p.monomials with
    | nil => rw [h₁]; rfl
    | cons q m' => rw [m] at h; exact nomatch h.2

end Nat.Internal.Linear
