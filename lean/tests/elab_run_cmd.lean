import Lean

/-! With `import Lean`: `elab` for commands and tactics, `run_cmd`, `run_tac`, messages, exceptions -/

open Lean Elab Command Tactic

run_cmd elabCommand (← `(theorem $(mkIdent `generated) : 1 = 1 := rfl))

theorem use_generated : 1 = 1 := generated

elab "make_true " n:ident : command => do
  elabCommand (← `(theorem $n:ident : True := trivial))

make_true proved

theorem use_made : True := proved

/-- info: hello -/
#guard_msgs in
run_cmd logInfo "hello"

/--
info: i = 1
---
info: i = 2
-/
#guard_msgs in
run_cmd do
  for i in [1, 2] do
    logInfo m!"i = {i}"

/-- error: wrong -/
#guard_msgs in
run_cmd (throwError "wrong" : CommandElabM Unit)

/-- info: caught -/
#guard_msgs in
run_cmd do
  try
    throwError "x"
  catch _ => logInfo "caught"

elab "my_trivial" : tactic => do
  evalTactic (← `(tactic| trivial))

theorem use_tactic : True := by my_trivial

elab "close_or_split" : tactic => do
  try
    evalTactic (← `(tactic| assumption))
  catch _ => evalTactic (← `(tactic| constructor))

theorem use_control (p q : Prop) (hp : p) (hq : q) : p ∧ q := by
  close_or_split
  all_goals close_or_split

/-- info: goal: p ∨ q -/
#guard_msgs in
theorem use_goal (p q : Prop) (h : p) : p ∨ q := by
  run_tac withMainContext do logInfo m!"goal: {← getMainTarget}"
  run_tac evalTactic (← `(tactic| left))
  exact h

/-! Declarations built by programs -/

run_cmd liftCoreM <| addDecl <| .thmDecl {
  name := `built, levelParams := [], type := mkConst `True, value := mkConst `True.intro }

theorem use_built : True := built

run_cmd liftCoreM <| addDecl <| .defnDecl {
  name := `two, levelParams := [], type := mkConst `Nat, value := mkNatLit 2, hints := .abbrev, safety := .safe }

theorem use_two : two = 2 := rfl

/--
error: (kernel) declaration type mismatch, 'wrong' has type
  True
but it is expected to have type
  False
-/
#guard_msgs in
run_cmd liftCoreM <| addDecl <| .thmDecl {
  name := `wrong, levelParams := [], type := mkConst `False, value := mkConst `True.intro }
