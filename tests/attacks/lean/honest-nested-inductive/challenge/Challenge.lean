inductive Rose (α : Type) where
  | node : α → List (Rose α) → Rose α
def Rose.label {α : Type} : Rose α → α
  | .node a _ => a
theorem target (n : Nat) : (Rose.node n []).label = n := sorry
