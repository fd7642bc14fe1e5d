prelude
import Lean.Elab.Tactic

/-!
# Lean

For files that say `import Lean` in order to write commands and tactics. Only what `Lean.Elab.Command` and
`Lean.Elab.Tactic` declare is there.
-/
