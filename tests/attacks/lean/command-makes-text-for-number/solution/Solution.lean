import Lean
open Lean Elab Command
run_cmd elabCommand (← `(theorem $(mkIdent (.str `a "1")) : 1 = 1 := rfl))
