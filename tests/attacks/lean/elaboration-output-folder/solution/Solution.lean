inductive Answer where
  | ok (a : Nat × Nat)
  | error (a : Nat × Nat)
instance : Inhabited Answer := ⟨.ok ⟨0, 0⟩⟩
@[extern "c"] opaque IO.FS.createDir (name : @& String) (world : Unit) : Answer
macro "attack" : tactic => do
  match IO.FS.createDir "/out/module.olean" () with
  | .ok _ => `(tactic| exact sorryAx _ false)
  | .error _ => `(tactic| exact sorryAx _ false)
theorem target : 1 = 2 := by attack
