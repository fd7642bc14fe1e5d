prelude
import GateCore

/-!
# Init

The module that every Lean file imports unless it begins with `prelude`. Everything is in `GateCore`.
-/
