prelude
import GateCore.Nat.Linear

/-!
# What `simp +arith` looks up for integers

As in `GateCore.Nat.Linear`, but the simplifier hands over the normal form that it computed, as a polynomial, together
with what it divided by. Every lemma asks for one Boolean, which the kernel evaluates: that both sides have the same
monomials.
-/

set_option autoImplicit false
set_option linter.unusedVariables false

namespace Int.Internal.Linear

abbrev Var := Nat

/-- The values of the variables. -/
abbrev Context := Lean.RArray Int

/-- Linear terms. -/
inductive Expr where
  | num (v : Int)
  | var (i : Var)
  | add (a b : Expr)
  | sub (a b : Expr)
  | neg (a : Expr)
  | mulL (k : Int) (a : Expr)
  | mulR (a : Expr) (k : Int)
  deriving Inhabited

/-- A normal form as the simplifier writes it: monomials, then a constant. -/
inductive Poly where
  | num (k : Int)
  | add (k : Int) (v : Var) (p : Poly)

abbrev Var.denote (ctx : Context) (v : Var) : Int := ctx.get v

/-- The value of a term. -/
def Expr.denote (ctx : Context) : Expr → Int
  | .num v => v
  | .var i => ctx.get i
  | .add a b => a.denote ctx + b.denote ctx
  | .sub a b => a.denote ctx - b.denote ctx
  | .neg a => -a.denote ctx
  | .mulL k a => k * a.denote ctx
  | .mulR a k => a.denote ctx * k

/-- The value of a normal form. -/
def Poly.denote (ctx : Context) : Poly → Int
  | .num k => k
  | .add k v p => k * ctx.get v + p.denote ctx

/-- The value of a normal form, without factors 1 and without summands 0: this is what users see. -/
def Poly.denote' (ctx : Context) (p : Poly) : Int :=
  match p with
  | .num k => k
  | .add 1 v p => go (ctx.get v) p
  | .add k v p => go (k * ctx.get v) p
where
  go (r : Int) : Poly → Int
    | .num 0 => r
    | .num k => r + k
    | .add 1 v p => go (r + ctx.get v) p
    | .add k v p => go (r + k * ctx.get v) p

theorem Poly.denote'_go (ctx : Context) (p : Poly) (r : Int) : denote'.go ctx r p = r + p.denote ctx := by
  induction p generalizing r with
  | num k =>
    unfold denote'.go
    split
    next => rename_i h; injection h with h; subst h; exact (Int.add_zero r).symm
    next => rename_i h; injection h with h; subst h; rfl
    next => rename_i h; exact nomatch h
    next => rename_i h; exact nomatch h
  | add k v p ih =>
    unfold denote'.go
    split
    next => rename_i h; exact nomatch h
    next => rename_i h; exact nomatch h
    next =>
      rename_i h
      injection h with h₁ h₂ h₃
      subst h₁; subst h₂; subst h₃
      rw [ih, Poly.denote, Int.one_mul, Int.add_assoc]
    next =>
      rename_i h
      injection h with h₁ h₂ h₃
      subst h₁; subst h₂; subst h₃
      rw [ih, Poly.denote, Int.add_assoc]

theorem Poly.denote'_eq (ctx : Context) (p : Poly) : p.denote' ctx = p.denote ctx := by
  unfold denote'
  split
  next => rfl
  next => rw [denote'_go, denote, Int.one_mul]
  next => rw [denote'_go, denote]

/-! ## Our normal form: a constant, and monomials ordered by variable -/

structure Sum where
  const : Int
  monomials : List (Int × Var)

namespace Sum

def value (ctx : Context) : List (Int × Var) → Int
  | [] => 0
  | (k, x) :: m => k * ctx.get x + value ctx m

def denote (ctx : Context) (s : Sum) : Int := s.const + value ctx s.monomials

/-- `k * x` in front, unless it is 0. -/
def cons (k : Int) (x : Var) (m : List (Int × Var)) : List (Int × Var) := if k = 0 then m else (k, x) :: m

/-- `k * x` added in its place. -/
def insert (k : Int) (x : Var) : List (Int × Var) → List (Int × Var)
  | [] => cons k x []
  | (k', y) :: m =>
    if x < y then cons k x ((k', y) :: m)
    else if x = y then cons (k + k') y m
    else (k', y) :: insert k x m

theorem value_cons (ctx : Context) (k : Int) (x : Var) (m : List (Int × Var)) :
    value ctx (cons k x m) = k * ctx.get x + value ctx m := by
  unfold cons
  split
  next h => rw [h, Int.zero_mul, Int.zero_add]
  next => rfl

theorem value_insert (ctx : Context) (k : Int) (x : Var) (m : List (Int × Var)) :
    value ctx (insert k x m) = k * ctx.get x + value ctx m := by
  induction m with
  | nil => exact value_cons ctx k x []
  | cons p m ih =>
    unfold insert
    split
    next => exact value_cons ctx k x _
    next =>
      split
      next h => rw [value_cons, h, value, Int.add_mul, Int.add_assoc]
      next =>
        rw [value, value, ih]
        ac_rfl

/-- The same constant and the same monomials. -/
def same (s t : Sum) : Bool := decide (s.const = t.const) && decide (s.monomials = t.monomials)

theorem eq_of_same {s t : Sum} (h : s.same t = true) : s = t := by
  have h := Bool.and_eq_true_iff.mp h
  cases s; cases t
  cases of_decide_eq_true h.1
  cases of_decide_eq_true h.2
  rfl

/-- Is every coefficient a multiple of `k`? -/
def divides (k : Int) : List (Int × Var) → Bool
  | [] => true
  | (c, _) :: m => decide (c % k = 0) && divides k m

theorem dvd_value (ctx : Context) {k : Int} {m : List (Int × Var)} (h : divides k m = true) : k ∣ value ctx m := by
  induction m with
  | nil => exact Int.dvd_zero k
  | cons p m ih =>
    have h := Bool.and_eq_true_iff.mp h
    exact Int.dvd_add (Int.dvd_trans (Int.dvd_of_emod_eq_zero (of_decide_eq_true h.1)) (Int.dvd_mul_right _ _)) (ih h.2)

end Sum

/-- `k * e + s` -/
def Expr.addTo (k : Int) : Expr → Sum → Sum
  | .num v, s => ⟨k * v + s.const, s.monomials⟩
  | .var i, s => ⟨s.const, Sum.insert k i s.monomials⟩
  | .add a b, s => a.addTo k (b.addTo k s)
  | .sub a b, s => a.addTo k (b.addTo (-k) s)
  | .neg a, s => a.addTo (-k) s
  | .mulL c a, s => a.addTo (k * c) s
  | .mulR a c, s => a.addTo (k * c) s

theorem Expr.denote_addTo (ctx : Context) (k : Int) (e : Expr) (s : Sum) :
    (e.addTo k s).denote ctx = k * e.denote ctx + s.denote ctx := by
  induction e generalizing k s with
  | num v => exact Int.add_assoc _ _ _
  | var i =>
    show s.const + Sum.value ctx (Sum.insert k i s.monomials) = k * ctx.get i + (s.const + Sum.value ctx s.monomials)
    rw [Sum.value_insert]
    ac_rfl
  | add a b iha ihb => rw [addTo, iha, ihb, denote, Int.mul_add, Int.add_assoc]
  | sub a b iha ihb => rw [addTo, iha, ihb, denote, Int.mul_sub, Int.sub_eq_add_neg, Int.add_assoc, Int.neg_mul]
  | neg a ih => rw [addTo, ih, denote, Int.neg_mul, Int.mul_neg]
  | mulL c a ih => rw [addTo, ih, denote, Int.mul_assoc]
  | mulR a c ih => rw [addTo, ih, denote, Int.mul_assoc, Int.mul_comm c]

/-- `k * p + s` -/
def Poly.addTo (k : Int) : Poly → Sum → Sum
  | .num c, s => ⟨k * c + s.const, s.monomials⟩
  | .add c v p, s => p.addTo k ⟨s.const, Sum.insert (k * c) v s.monomials⟩

theorem Poly.denote_addTo (ctx : Context) (k : Int) (p : Poly) (s : Sum) :
    (p.addTo k s).denote ctx = k * p.denote ctx + s.denote ctx := by
  induction p generalizing s with
  | num c => exact Int.add_assoc _ _ _
  | add c v p ih =>
    rw [addTo, ih, denote]
    show k * p.denote ctx + (s.const + Sum.value ctx (Sum.insert (k * c) v s.monomials))
      = k * (c * ctx.get v + p.denote ctx) + (s.const + Sum.value ctx s.monomials)
    rw [Sum.value_insert, Int.mul_add, Int.mul_assoc]
    ac_rfl

def zero : Sum := ⟨0, []⟩
theorem denote_zero (ctx : Context) : zero.denote ctx = 0 := rfl

/-- The normal form of a difference. -/
def diff (lhs rhs : Expr) : Sum := lhs.addTo 1 (rhs.addTo (-1) zero)

theorem denote_diff (ctx : Context) (lhs rhs : Expr) : (diff lhs rhs).denote ctx = lhs.denote ctx - rhs.denote ctx := by
  unfold diff
  rw [Expr.denote_addTo, Expr.denote_addTo, denote_zero]
  omega

theorem denote_poly (ctx : Context) (k : Int) (p : Poly) : (p.addTo k zero).denote ctx = k * p.denote' ctx := by
  rw [Poly.denote_addTo, denote_zero, Int.add_zero, Poly.denote'_eq]

/-! ## Terms -/

def Expr.norm_cert (e : Expr) (p : Poly) : Bool := (e.addTo 1 zero).same (p.addTo 1 zero)

theorem Expr.eq_of_norm_cert (ctx : Context) {e : Expr} {p : Poly} (h : e.norm_cert p = true) :
    e.denote ctx = p.denote' ctx :=
  by
  have h' := congrArg (Sum.denote ctx) (Sum.eq_of_same h)
  rw [Expr.denote_addTo, denote_poly, denote_zero] at h'
  omega

theorem Expr.eq_of_norm_eq (ctx : Context) (e : Expr) (p : Poly) (h : e.norm_cert p = true) :
    e.denote ctx = p.denote' ctx :=
  e.eq_of_norm_cert ctx h

/-! ## Equations and inequalities in normal form -/

/-- The difference of the sides is `k * p`, with positive `k`. -/
def norm_coeff_cert (lhs rhs : Expr) (p : Poly) (k : Int) : Bool :=
  decide (0 < k) && (diff lhs rhs).same (p.addTo k zero)

def norm_cert (lhs rhs : Expr) (p : Poly) : Bool := (diff lhs rhs).same (p.addTo 1 zero)

theorem sub_eq_of_cert (ctx : Context) {lhs rhs : Expr} {p : Poly} {k : Int}
    (h : (diff lhs rhs).same (p.addTo k zero) = true) :
    lhs.denote ctx - rhs.denote ctx = k * p.denote' ctx := by
  have h' := congrArg (Sum.denote ctx) (Sum.eq_of_same h)
  rwa [denote_diff, denote_poly] at h'

theorem norm_eq (ctx : Context) (lhs rhs : Expr) (p : Poly) (h : norm_cert lhs rhs p = true) :
    (lhs.denote ctx = rhs.denote ctx) = (p.denote' ctx = 0) := by
  have := sub_eq_of_cert ctx h
  exact propext (by omega)

theorem norm_le (ctx : Context) (lhs rhs : Expr) (p : Poly) (h : norm_cert lhs rhs p = true) :
    (lhs.denote ctx ≤ rhs.denote ctx) = (p.denote' ctx ≤ 0) := by
  have := sub_eq_of_cert ctx h
  exact propext (by omega)

theorem norm_eq_var (ctx : Context) (lhs rhs : Expr) (x y : Var)
    (h : norm_cert lhs rhs (.add 1 x (.add (-1) y (.num 0))) = true) :
    (lhs.denote ctx = rhs.denote ctx) = (Var.denote ctx x = Var.denote ctx y) := by
  have e := sub_eq_of_cert ctx h
  rw [Poly.denote'_eq] at e
  have e : lhs.denote ctx - rhs.denote ctx = 1 * (1 * ctx.get x + (-1 * ctx.get y + 0)) := e
  show (lhs.denote ctx = rhs.denote ctx) = (ctx.get x = ctx.get y)
  exact propext (by omega)

theorem norm_eq_var_const (ctx : Context) (lhs rhs : Expr) (x : Var) (k : Int)
    (h : norm_cert lhs rhs (.add 1 x (.num (-k))) = true) : (lhs.denote ctx = rhs.denote ctx) =
      (Var.denote ctx x = k) := by
  have e := sub_eq_of_cert ctx h
  rw [Poly.denote'_eq] at e
  have e : lhs.denote ctx - rhs.denote ctx = 1 * (1 * ctx.get x + -k) := e
  show (lhs.denote ctx = rhs.denote ctx) = (ctx.get x = k)
  exact propext (by omega)

theorem norm_eq_coeff (ctx : Context) (lhs rhs : Expr) (p : Poly) (k : Int) (h : norm_coeff_cert lhs rhs p k = true) :
    (lhs.denote ctx = rhs.denote ctx) = (p.denote' ctx = 0) := by
  have h := Bool.and_eq_true_iff.mp h
  have k0 := of_decide_eq_true h.1
  have e := sub_eq_of_cert ctx h.2
  refine propext ⟨fun h => ?_, fun h => ?_⟩
  · exact (Int.mul_eq_zero.mp (by rw [← e]; omega)).resolve_left (Int.ne_of_gt k0)
  · rw [h, Int.mul_zero] at e
    omega

theorem norm_le_coeff (ctx : Context) (lhs rhs : Expr) (p : Poly) (k : Int) (h : norm_coeff_cert lhs rhs p k = true) :
    (lhs.denote ctx ≤ rhs.denote ctx) = (p.denote' ctx ≤ 0) := by
  have h := Bool.and_eq_true_iff.mp h
  have k0 := of_decide_eq_true h.1
  have e := sub_eq_of_cert ctx h.2
  refine propext ⟨fun h => ?_, fun h => ?_⟩
  · exact Int.le_of_mul_le_mul_left (by rw [← e, Int.mul_zero]; omega) k0
  · have := Int.mul_le_mul_of_nonneg_left h (Int.le_of_lt k0)
    rw [← e, Int.mul_zero] at this
    omega

/-- The monomials of the difference are `k` times those of `p`, and the constant of `p` is the quotient rounded up. -/
def norm_tight_cert (lhs rhs : Expr) (p : Poly) (k : Int) : Bool :=
  let d := diff lhs rhs
  let q := p.addTo 1 zero
  let r := p.addTo k zero
  decide (0 < k) && (decide (d.monomials = r.monomials) && decide (q.const = -(-d.const / k)))

theorem norm_le_coeff_tight (ctx : Context) (lhs rhs : Expr) (p : Poly) (k : Int)
    (h : norm_tight_cert lhs rhs p k = true) :
    (lhs.denote ctx ≤ rhs.denote ctx) = (p.denote' ctx ≤ 0) := by
  have h := Bool.and_eq_true_iff.mp h
  have k0 := of_decide_eq_true h.1
  have h := Bool.and_eq_true_iff.mp h.2
  have hm : (diff lhs rhs).monomials = (p.addTo k zero).monomials := of_decide_eq_true h.1
  have hc : (p.addTo 1 zero).const = -(-(diff lhs rhs).const / k) := of_decide_eq_true h.2
  have d := denote_diff ctx lhs rhs
  have r := denote_poly ctx k p
  have q := denote_poly ctx 1 p
  have scaled : ∀ s : Sum, ∀ j : Int, (p.addTo j s).const = j * (p.addTo 1 zero).const + s.const := by
    intro s j
    have low : ∀ (p : Poly) (s t : Sum) (j : Int), (p.addTo j s).const =
      j * (p.addTo 1 t).const - j * t.const + s.const := by
      intro p
      induction p with
      | num c =>
        intro s t j
        show j * c + s.const = j * (1 * c + t.const) - j * t.const + s.const
        rw [Int.mul_add, Int.one_mul]
        omega
      | add c v p ih =>
        intro s t j
        exact ih ⟨s.const, _⟩ ⟨t.const, _⟩ j
    have := low p s zero j
    rw [show zero.const = 0 from rfl, Int.mul_zero] at this
    omega
  have rc := scaled zero k
  rw [show zero.const = 0 from rfl, Int.add_zero] at rc
  unfold Sum.denote at d r q
  rw [hm] at d
  rw [rc] at r
  generalize (diff lhs rhs).const = c at *
  generalize (p.addTo 1 zero).const = c' at *
  generalize Sum.value ctx (p.addTo k zero).monomials = v at *
  generalize p.denote' ctx = t at *
  subst hc
  have e : lhs.denote ctx ≤ rhs.denote ctx ↔ k * (t + -c / k) ≤ -c := by
    rw [Int.mul_add]
    have : k * -(-c / k) = -(k * (-c / k)) := Int.mul_neg _ _
    omega
  have f : k * (t + -c / k) ≤ -c ↔ t + -c / k ≤ -c / k := by
    rw [Int.mul_comm]
    exact (Int.le_ediv_iff_mul_le k0).symm
  exact propext (by omega)

/-! ## Relations that hold always or never -/

theorem denote_const (ctx : Context) {s : Sum} (h : s.monomials.isEmpty = true) : s.denote ctx = s.const := by
  unfold Sum.denote
  cases e : s.monomials with
  | nil => exact Int.add_zero _
  | cons p m => rw [e] at h; exact nomatch h

def const_cert (p : Int → Bool) (lhs rhs : Expr) : Bool := (diff lhs rhs).monomials.isEmpty && p (diff lhs rhs).const

theorem const_of_cert (ctx : Context) {p : Int → Bool} {lhs rhs : Expr} (h : const_cert p lhs rhs = true) :
    p (lhs.denote ctx - rhs.denote ctx) = true := by
  have h := Bool.and_eq_true_iff.mp h
  rw [← denote_diff, denote_const ctx h.1]
  exact h.2

theorem eq_eq_true (ctx : Context) (lhs rhs : Expr) (h : const_cert (fun c => decide (c = 0)) lhs rhs = true) :
    (lhs.denote ctx = rhs.denote ctx) = True := by
  have := of_decide_eq_true (const_of_cert ctx h)
  exact eq_true (by omega)

theorem eq_eq_false (ctx : Context) (lhs rhs : Expr) (h : const_cert (fun c => decide (c ≠ 0)) lhs rhs = true) :
    (lhs.denote ctx = rhs.denote ctx) = False := by
  have := of_decide_eq_true (const_of_cert ctx h)
  exact eq_false (by omega)

theorem le_eq_true (ctx : Context) (lhs rhs : Expr) (h : const_cert (fun c => decide (c ≤ 0)) lhs rhs = true) :
    (lhs.denote ctx ≤ rhs.denote ctx) = True := by
  have := of_decide_eq_true (const_of_cert ctx h)
  exact eq_true (by omega)

theorem le_eq_false (ctx : Context) (lhs rhs : Expr) (h : const_cert (fun c => decide (0 < c)) lhs rhs = true) :
    (lhs.denote ctx ≤ rhs.denote ctx) = False := by
  have := of_decide_eq_true (const_of_cert ctx h)
  exact eq_false (by omega)

/-- `k` divides all coefficients of the difference and not its constant. -/
def unsat_coeff_cert (lhs rhs : Expr) (k : Int) : Bool :=
  Sum.divides k (diff lhs rhs).monomials && decide (¬k ∣ (diff lhs rhs).const)

theorem eq_eq_false_of_divCoeff (ctx : Context) (lhs rhs : Expr) (k : Int) (h : unsat_coeff_cert lhs rhs k = true) :
    (lhs.denote ctx = rhs.denote ctx) = False := by
  have h := Bool.and_eq_true_iff.mp h
  refine eq_false fun e => of_decide_eq_true h.2 ?_
  have d := denote_diff ctx lhs rhs
  have v := Sum.dvd_value ctx h.1
  unfold Sum.denote at d
  have : (diff lhs rhs).const = -Sum.value ctx (diff lhs rhs).monomials := by omega
  rw [this]
  exact Int.dvd_neg.mpr v

/-! ## Divisibility -/

theorem norm_dvd (ctx : Context) (k : Int) (e : Expr) (p : Poly) (h : e.norm_cert p = true) :
    (k ∣ e.denote ctx) = (k ∣ p.denote' ctx) := by
  rw [e.eq_of_norm_cert ctx h]

/-- Divisor and term have the common factor `g`. -/
def dvd_gcd_cert (k₁ : Int) (e₁ : Expr) (k₂ : Int) (p₂ : Poly) (g : Int) : Bool :=
  decide (g ≠ 0) && (decide (k₁ = g * k₂) && (e₁.addTo 1 zero).same (p₂.addTo g zero))

theorem norm_dvd_gcd (ctx : Context) (k₁ : Int) (e₁ : Expr) (k₂ : Int) (p₂ : Poly) (g : Int)
    (h : dvd_gcd_cert k₁ e₁ k₂ p₂ g = true) : (k₁ ∣ e₁.denote ctx) = (k₂ ∣ p₂.denote' ctx) := by
  have h := Bool.and_eq_true_iff.mp h
  have g0 := of_decide_eq_true h.1
  have h := Bool.and_eq_true_iff.mp h.2
  have hk := of_decide_eq_true h.1
  have e := congrArg (Sum.denote ctx) (Sum.eq_of_same h.2)
  rw [Expr.denote_addTo, denote_poly, denote_zero, Int.one_mul, Int.add_zero] at e
  subst hk
  rw [e]
  exact propext ⟨fun ⟨c, hc⟩ => ⟨c, Int.eq_of_mul_eq_mul_left g0 (by rw [hc, Int.mul_assoc])⟩,
    fun ⟨c, hc⟩ => ⟨c, by rw [hc, Int.mul_assoc]⟩⟩

/-- `k` divides all coefficients of a multiple of it, up to the factor that it has in common with them. -/
def dvd_unsat_cert (k : Int) (e : Expr) : Bool :=
  let s := e.addTo 1 zero
  let g := s.monomials.foldr (fun p g => Nat.gcd p.1.natAbs g) k.natAbs
  Sum.divides g s.monomials && (decide ((g : Int) ∣ k) && decide (¬(g : Int) ∣ s.const))

theorem dvd_eq_false (ctx : Context) (k : Int) (e : Expr) (h : dvd_unsat_cert k e = true) :
    (k ∣ e.denote ctx) = False :=
  by
  have h := Bool.and_eq_true_iff.mp h
  have h₁ := h.1
  have h₂ := Bool.and_eq_true_iff.mp h.2
  refine eq_false fun d => of_decide_eq_true h₂.2 ?_
  have v := Sum.dvd_value ctx h₁
  have t := Int.dvd_trans (of_decide_eq_true h₂.1) d
  have den := Expr.denote_addTo ctx 1 e zero
  rw [denote_zero, Int.one_mul, Int.add_zero] at den
  rw [← den] at t
  unfold Sum.denote at t
  have := Int.dvd_sub t v
  rwa [Int.add_sub_cancel] at this

end Int.Internal.Linear
