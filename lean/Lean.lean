prelude
import Lean.AddDecl

/-!
# Lean

For files that say `import Lean` in order to write commands and tactics. Only what `Lean.Elab.Command`,
`Lean.Elab.Tactic` and `Lean.AddDecl` declare is there.
-/
