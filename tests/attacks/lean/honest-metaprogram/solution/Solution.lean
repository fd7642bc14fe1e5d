import Lean
open Lean Elab Tactic
elab "close_or_split" : tactic => do
  try
    evalTactic (← `(tactic| assumption))
  catch _ => evalTactic (← `(tactic| constructor))
theorem target (p q r : Prop) (hp : p) (hq : q) (hr : r) : p ∧ q ∧ r := by
  close_or_split
  all_goals try close_or_split
  all_goals close_or_split
