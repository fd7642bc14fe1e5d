import Lean
open Lean Elab Command
run_cmd elabCommand (← `(axiom $(mkIdent `oracle) : 1 = 2))
theorem target : 1 = 2 := oracle
