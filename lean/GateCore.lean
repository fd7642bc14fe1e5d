prelude
import GateCore.Data.Machine

/-!
# GateCore

A core library for Lean 4.35.0, written from scratch. `Init` re-exports it, so every Lean file without a header sees it.
-/
