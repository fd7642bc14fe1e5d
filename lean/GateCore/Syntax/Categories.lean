prelude
import GateCore.Syntax.Monads

/-!
# Syntax categories that core declares

(`term`, `tactic`, `command` and others are built into the parser.)
-/

/-- Patterns of `rcases` and `obtain`. -/
declare_syntax_cat rcasesPat

/-- Patterns of `rintro`. -/
declare_syntax_cat rintroPat

/-- Bounded quantifiers: `∃ x < n, p x`. -/
declare_syntax_cat binderPred

/-- Raw syntax inside quotations. -/
declare_syntax_cat rawStx

/-- Tactics of `conv` mode. -/
declare_syntax_cat conv (behavior := both)

/-! The languages inside `grind`: its steps, filters, references, and what attributes say of a lemma. -/

declare_syntax_cat grind (behavior := both)
declare_syntax_cat grind_filter (behavior := both)
declare_syntax_cat grind_ref (behavior := both)
declare_syntax_cat grind_mod (behavior := both)
