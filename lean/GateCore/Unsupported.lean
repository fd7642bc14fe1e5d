prelude
import GateCore.Data.TextOperations

/-!
# Tactics that are read and not there

Their programs are in the shared library, the lemmas that their proofs use are not in GateCore. So that a proof by
`first | grind | omega` goes on with what is there, they are read, fail when they are tried, and say so.
-/

set_option autoImplicit false

namespace GateCore
open Lean.Parser.Tactic

syntax (name := grind) "grind" optConfig (&" only")? (" [" grindParam,* "]")? : tactic
syntax (name := grindTrace) "grind?" optConfig (&" only")? (" [" grindParam,* "]")? : tactic
syntax (name := lia) "lia" optConfig : tactic
syntax (name := cutsat) "cutsat" optConfig : tactic
syntax (name := grobner) "grobner" optConfig : tactic
syntax (name := bvDecide) "bv_decide" optConfig : tactic
syntax (name := bvTrace) "bv_decide?" optConfig : tactic
syntax (name := bvNormalize) "bv_normalize" optConfig : tactic

/-- Fails with the reason. -/
@[macro grind, macro grindTrace, macro lia, macro cutsat, macro grobner, macro bvDecide, macro bvTrace, macro bvNormalize]
def missing : Lean.Macro := fun _ =>
  `(tactic| fail "this tactic is not in the embedded core library: its lemmas are not there")
end GateCore
