/-! Pushing negations inwards keeps the meaning of a formula and leaves them at variables only. -/

inductive Formula where
  | var (i : Nat)
  | not (a : Formula)
  | and (a b : Formula)
  | or (a b : Formula)

namespace Formula

def eval (v : Nat → Bool) : Formula → Bool
  | var i => v i
  | not a => !a.eval v
  | and a b => a.eval v && b.eval v
  | or a b => a.eval v || b.eval v

/-- The normal form of the formula, or of its negation. -/
def nnf : (positive : Bool) → Formula → Formula
  | true, var i => var i
  | false, var i => not (var i)
  | p, not a => nnf (!p) a
  | true, and a b => and (nnf true a) (nnf true b)
  | false, and a b => or (nnf false a) (nnf false b)
  | true, or a b => or (nnf true a) (nnf true b)
  | false, or a b => and (nnf false a) (nnf false b)

/-- Negation stands before variables only. -/
def isNormal : Formula → Bool
  | var _ => true
  | not (var _) => true
  | not _ => false
  | and a b => a.isNormal && b.isNormal
  | or a b => a.isNormal && b.isNormal

end Formula

theorem eval_nnf (f : Formula) (v : Nat → Bool) (p : Bool) :
    (f.nnf p).eval v = if p then f.eval v else !f.eval v := by
  sorry

theorem isNormal_nnf (f : Formula) (p : Bool) : (f.nnf p).isNormal = true := by
  sorry
