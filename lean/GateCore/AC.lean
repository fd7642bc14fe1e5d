prelude
import GateCore.List.Basic

/-!
# Normal forms for associative and commutative operations

`ac_rfl` describes both sides of an equation as trees over numbered variables, and proves them equal by computing that
their normal forms are the same list of variables.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u

namespace Lean.Data.AC

/-- A term built by one operation. -/
inductive Expr where
  | var (x : Nat)
  | op (lhs rhs : Expr)

/-- What a variable stands for, and whether that is neutral for the operation. -/
structure Variable {α : Sort u} (op : α → α → α) : Type u where
  value : α
  neutral : Option (PLift (Std.LawfulIdentity op value))

/-- The operation, its laws, and the variables. -/
structure Context (α : Sort u) where
  op : α → α → α
  assoc : Std.Associative op
  comm : Option (PLift (Std.Commutative op))
  idem : Option (PLift (Std.IdempotentOp op))
  vars : List (Variable op)
  arbitrary : α

variable {α : Sort u}

namespace Context

/-- The variable with a number; beyond the list, any element. -/
def var (ctx : Context α) (i : Nat) : Variable ctx.op := go ctx.vars i
where
  go : List (Variable ctx.op) → Nat → Variable ctx.op
    | [], _ => ⟨ctx.arbitrary, none⟩
    | v :: _, 0 => v
    | _ :: vs, i + 1 => go vs i

/-- The term. -/
def eval (ctx : Context α) : Expr → α
  | .var x => (ctx.var x).value
  | .op l r => ctx.op (ctx.eval l) (ctx.eval r)

/-- The variables combined from the right. -/
def evalList (ctx : Context α) : List Nat → α
  | [] => ctx.arbitrary
  | [x] => (ctx.var x).value
  | x :: y :: ys => ctx.op (ctx.var x).value (ctx.evalList (y :: ys))

end Context

/-! ## Flattening -/

/-- The variables from left to right. -/
def Expr.toList : Expr → List Nat
  | .var x => [x]
  | .op l r => l.toList ++ r.toList

theorem Expr.toList_ne_nil (e : Expr) : e.toList ≠ [] := by
  induction e with
  | var x => exact nofun
  | op l r ihl _ => exact fun h => ihl (List.append_eq_nil_iff.mp h).1

namespace Context
variable (ctx : Context α)

theorem evalList_cons {x : Nat} {xs : List Nat} (h : xs ≠ []) :
    ctx.evalList (x :: xs) = ctx.op (ctx.var x).value (ctx.evalList xs) := by
  cases xs with
  | nil => exact absurd rfl h
  | cons y ys => rfl

theorem evalList_cons_cons (x y : Nat) (ys : List Nat) :
    ctx.evalList (x :: y :: ys) = ctx.op (ctx.var x).value (ctx.evalList (y :: ys)) := rfl

theorem evalList_append {xs ys : List Nat} (hx : xs ≠ []) (hy : ys ≠ []) :
    ctx.evalList (xs ++ ys) = ctx.op (ctx.evalList xs) (ctx.evalList ys) := by
  induction xs with
  | nil => exact absurd rfl hx
  | cons x xs ih =>
    cases xs with
    | nil => exact ctx.evalList_cons hy
    | cons x' xs =>
      have h : x' :: xs ≠ [] := nofun
      rw [List.cons_append, List.cons_append, ctx.evalList_cons_cons, ← List.cons_append, ih h,
        ctx.evalList_cons_cons, ctx.assoc.assoc]

theorem evalList_toList (e : Expr) : ctx.evalList e.toList = ctx.eval e := by
  induction e with
  | var x => rfl
  | op l r ihl ihr =>
    rw [Expr.toList, ctx.evalList_append l.toList_ne_nil r.toList_ne_nil, ihl, ihr]; rfl

end Context

/-! ## Sorting -/

/-- `x` in its place in a sorted list. -/
def insertVar (x : Nat) : List Nat → List Nat
  | [] => [x]
  | y :: ys => match Nat.ble x y with
    | true => x :: y :: ys
    | false => y :: insertVar x ys

/-- Insertion sortVars. -/
def sortVars : List Nat → List Nat
  | [] => []
  | x :: xs => insertVar x (sortVars xs)

theorem insertVar_ne_nil (x : Nat) (xs : List Nat) : insertVar x xs ≠ [] := by
  cases xs with
  | nil => exact nofun
  | cons y ys => unfold insertVar; split <;> exact nofun

theorem sortVars_ne_nil {xs : List Nat} (h : xs ≠ []) : sortVars xs ≠ [] := by
  cases xs with
  | nil => exact absurd rfl h
  | cons x xs => exact insertVar_ne_nil _ _

namespace Context
variable (ctx : Context α)

theorem evalList_insertVar (comm : Std.Commutative ctx.op) (x : Nat) (xs : List Nat) :
    ctx.evalList (insertVar x xs) = ctx.evalList (x :: xs) := by
  induction xs with
  | nil => rfl
  | cons y ys ih =>
    rw [insertVar]
    split
    · rfl
    · rw [ctx.evalList_cons (insertVar_ne_nil x ys), ih]
      cases ys with
      | nil => exact comm.comm _ _
      | cons z zs =>
        have h : z :: zs ≠ [] := nofun
        rw [ctx.evalList_cons h, ctx.evalList_cons_cons, ctx.evalList_cons_cons,
          ← ctx.assoc.assoc, ← ctx.assoc.assoc, comm.comm (ctx.var x).value]

theorem evalList_sortVars (comm : Std.Commutative ctx.op) (xs : List Nat) :
    ctx.evalList (sortVars xs) = ctx.evalList xs :=
  by
  induction xs with
  | nil => rfl
  | cons x xs ih =>
    rw [sortVars, ctx.evalList_insertVar comm]
    cases xs with
    | nil => rfl
    | cons y ys =>
      have h : y :: ys ≠ [] := nofun
      rw [ctx.evalList_cons (sortVars_ne_nil h), ctx.evalList_cons h, ih]

end Context

/-! ## Repeated variables -/

/-- Equal neighbours merged. -/
def dedup : List Nat → List Nat
  | [] => []
  | [x] => [x]
  | x :: y :: ys => match Nat.beq x y with
    | true => dedup (y :: ys)
    | false => x :: dedup (y :: ys)

theorem dedup_ne_nil (x : Nat) (xs : List Nat) : dedup (x :: xs) ≠ [] := by
  induction xs generalizing x with
  | nil => exact nofun
  | cons y ys ih =>
    rw [dedup]
    split
    · exact ih y
    · exact nofun

theorem Context.evalList_dedup (ctx : Context α) (idem : Std.IdempotentOp ctx.op) (xs : List Nat) :
    ctx.evalList (dedup xs) = ctx.evalList xs := by
  cases xs with
  | nil => rfl
  | cons x xs =>
    induction xs generalizing x with
    | nil => rfl
    | cons y ys ih =>
      rw [dedup]
      split
      next h =>
        rw [ih y, Nat.eq_of_beq_eq_true x y h]
        cases ys with
        | nil => exact (idem.idempotent _).symm
        | cons z zs =>
          rw [ctx.evalList_cons_cons, ctx.evalList_cons_cons, ctx.evalList_cons_cons, ← ctx.assoc.assoc,
            idem.idempotent]
      next => rw [ctx.evalList_cons (dedup_ne_nil y ys), ih y]; rfl

/-! ## Neutral elements -/

/-- Is the variable neutral? -/
def Context.isNeutral (ctx : Context α) (x : Nat) : Bool :=
  match (ctx.var x).neutral with
  | some _ => true
  | none => false

/-- Neutral variables removed, except when there is nothing else. -/
def dropNeutral (ctx : Context α) : List Nat → List Nat
  | [] => []
  | [x] => [x]
  | x :: y :: ys => match ctx.isNeutral x, dropNeutral ctx (y :: ys) with
    | true, zs => zs
    | false, [z] => match ctx.isNeutral z with
      | true => [x]
      | false => [x, z]
    | false, zs => x :: zs

theorem Context.isNeutral_spec {ctx : Context α} {x : Nat} (h : ctx.isNeutral x = true) :
    Std.LawfulIdentity ctx.op (ctx.var x).value := by
  unfold isNeutral at h
  split at h
  next e _ => exact e.down
  next => exact absurd h Bool.false_ne_true

theorem dropNeutral_spec (ctx : Context α) (x : Nat) (xs : List Nat) :
    dropNeutral ctx (x :: xs) ≠ [] ∧ ctx.evalList (dropNeutral ctx (x :: xs)) = ctx.evalList (x :: xs) := by
  induction xs generalizing x with
  | nil => exact ⟨nofun, rfl⟩
  | cons y ys ih =>
    obtain ⟨ne, same⟩ := ih y
    rw [ctx.evalList_cons_cons, ← same, dropNeutral]
    generalize dropNeutral ctx (y :: ys) = zs at ne
    split
    next h => exact ⟨ne, ((ctx.isNeutral_spec h).left_id _).symm⟩
    next z h =>
      split
      next hz => exact ⟨nofun, ((ctx.isNeutral_spec hz).right_id _).symm⟩
      next => exact ⟨nofun, rfl⟩
    next => exact ⟨nofun, ctx.evalList_cons ne⟩

/-! ## The normal form -/

/-- The list that two terms share when the laws make them equal. -/
def Context.norm (ctx : Context α) (e : Expr) : List Nat :=
  let xs := match ctx.comm with
    | some _ => sortVars e.toList
    | none => e.toList
  let ys := match ctx.idem with
    | some _ => dedup xs
    | none => xs
  dropNeutral ctx ys

theorem Context.evalList_norm (ctx : Context α) (e : Expr) : ctx.evalList (ctx.norm e) = ctx.eval e := by
  have drop (xs : List Nat) : ctx.evalList (dropNeutral ctx xs) = ctx.evalList xs := by
    cases xs with
    | nil => rfl
    | cons x xs => exact (dropNeutral_spec ctx x xs).2
  rw [← ctx.evalList_toList e]
  unfold norm
  cases ctx.comm with
  | none =>
    cases ctx.idem with
    | none => exact drop _
    | some i => exact (drop _).trans (ctx.evalList_dedup i.down _)
  | some c =>
    cases ctx.idem with
    | none => exact (drop _).trans (ctx.evalList_sortVars c.down _)
    | some i => exact ((drop _).trans (ctx.evalList_dedup i.down _)).trans (ctx.evalList_sortVars c.down _)

theorem Context.eq_of_norm (ctx : Context α) (a b : Expr) (h : (ctx.norm a == ctx.norm b) = true) :
    ctx.eval a = ctx.eval b :=
  by
  rw [← ctx.evalList_norm a, ← ctx.evalList_norm b, eq_of_beq h]

end Lean.Data.AC
