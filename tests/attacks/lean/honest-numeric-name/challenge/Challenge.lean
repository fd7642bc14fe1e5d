import Lean
open Lean Elab Command
run_cmd elabCommand (← `(theorem $(mkIdent (.num `a 1)) : 1 = 1 := sorry))
