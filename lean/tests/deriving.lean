/-! `deriving DecidableEq, BEq, Inhabited` -/

inductive Direction where
  | north | east | south | west
  deriving DecidableEq

example : Direction.north ≠ Direction.south := by decide

inductive Expr where
  | num (n : Nat)
  | add (a b : Expr)
  | neg (a : Expr)
  deriving DecidableEq, Inhabited, BEq

example : Expr.add (.num 1) (.num 2) ≠ Expr.num 3 := by decide

structure Point where
  x : Nat
  y : Nat
  deriving DecidableEq, Inhabited, BEq

example : (⟨1, 2⟩ : Point) = ⟨1, 1 + 1⟩ := by decide

example : ((⟨1, 2⟩ : Point) == ⟨1, 3⟩) = false := rfl

inductive Tree (α : Type) where
  | leaf
  | node (l : Tree α) (x : α) (r : Tree α)
  deriving DecidableEq

example : Tree.node .leaf 1 .leaf ≠ (.leaf : Tree Nat) := by decide
