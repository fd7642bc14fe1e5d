prelude
import GateCore.Prelude.Coe
import GateCore.Prelude.Monad

/-!
# Names, syntax trees, parser descriptions

The data that the compiled front end shares with parsers, macros and unexpanders. Constructors, their order and their
fields are those of the library, because values cross between interpreted and compiled code.
-/

set_option autoImplicit false
set_option linter.defProp false
universe u v w

/-! ## Hashes -/

@[extern "lean_uint64_mix_hash"] opaque mixHash (u₁ u₂ : UInt64) : UInt64
@[extern "lean_string_hash"] opaque String.hash (s : String) : UInt64
@[extern "lean_uint64_of_nat"] opaque Nat.toUInt64 (n : Nat) : UInt64

/-- A value seen at another type. Compiled code with computed fields needs it; proofs cannot use it. -/
@[inline] unsafe def unsafeCast {α : Sort u} {β : Sort v} (a : α) : β :=
  (cast (α := ULift.{v, u} (PLift.{u} α)) (β := ULift.{u, v} (PLift.{v} β)) lcProof (.up (.up a))).down.down

namespace Lean

/-! ## Hierarchical names -/

set_option genCtorIdx false in
inductive Name where
  | anonymous : Name
  | str (pre : Name) (str : String) : Name
  | num (pre : Name) (i : Nat) : Name
with
  @[computed_field] hash : Name → UInt64
    | .anonymous => Nat.toUInt64 1723
    | .str p s => mixHash p.hash s.hash
    | .num p v => mixHash p.hash (Nat.toUInt64 v)

instance instInhabitedName : Inhabited Name := ⟨.anonymous⟩

namespace Name

abbrev mkStr (p : Name) (s : String) : Name := .str p s
abbrev mkNum (p : Name) (n : Nat) : Name := .num p n
abbrev mkSimple (s : String) : Name := .str .anonymous s
@[reducible] def mkStr1 (s₁ : String) : Name := .str .anonymous s₁
@[reducible] def mkStr2 (s₁ s₂ : String) : Name := .str (.str .anonymous s₁) s₂
@[reducible] def mkStr3 (s₁ s₂ s₃ : String) : Name := .str (mkStr2 s₁ s₂) s₃
@[reducible] def mkStr4 (s₁ s₂ s₃ s₄ : String) : Name := .str (mkStr3 s₁ s₂ s₃) s₄
@[reducible] def mkStr5 (s₁ s₂ s₃ s₄ s₅ : String) : Name := .str (mkStr4 s₁ s₂ s₃ s₄) s₅
@[reducible] def mkStr6 (s₁ s₂ s₃ s₄ s₅ s₆ : String) : Name := .str (mkStr5 s₁ s₂ s₃ s₄ s₅) s₆
@[reducible] def mkStr7 (s₁ s₂ s₃ s₄ s₅ s₆ s₇ : String) : Name := .str (mkStr6 s₁ s₂ s₃ s₄ s₅ s₆) s₇
@[reducible] def mkStr8 (s₁ s₂ s₃ s₄ s₅ s₆ s₇ s₈ : String) : Name := .str (mkStr7 s₁ s₂ s₃ s₄ s₅ s₆ s₇) s₈

end Name

/-- The type of the constants by which a syntax category is found. -/
structure Parser.Category where

end Lean

/-- A part of a text, given by byte positions. -/
structure Substring.Raw where
  str : String
  startPos : Nat
  stopPos : Nat

namespace Lean

/-! ## Syntax trees -/

/-- Where a piece of syntax comes from. -/
inductive SourceInfo where
  | original (leading : Substring.Raw) (pos : Nat) (trailing : Substring.Raw) (endPos : Nat)
  | synthetic (pos : Nat) (endPos : Nat) (canonical : Bool)
  | none : SourceInfo

instance instInhabitedSourceInfo : Inhabited SourceInfo := ⟨.none⟩

abbrev SyntaxNodeKind := Name

/-- What an identifier of a quotation meant where the quotation was written. -/
inductive Syntax.Preresolved where
  | namespace (ns : Name)
  | decl (n : Name) (fields : List String)

inductive Syntax where
  | missing : Syntax
  | node (info : SourceInfo) (kind : SyntaxNodeKind) (args : Array Syntax) : Syntax
  | atom (info : SourceInfo) (val : String) : Syntax
  | ident (info : SourceInfo) (rawVal : Substring.Raw) (val : Name) (preresolved : List Syntax.Preresolved) : Syntax

instance instInhabitedSyntax : Inhabited Syntax := ⟨.missing⟩

abbrev SyntaxNodeKinds := List SyntaxNodeKind

/-- A syntax tree of one of the given kinds. -/
structure TSyntax (ks : SyntaxNodeKinds) where
  mk ::
  raw : Syntax

instance instInhabitedTSyntax {ks : SyntaxNodeKinds} : Inhabited (TSyntax ks) := ⟨⟨.missing⟩⟩

/-- Typed syntax trees. -/
abbrev TSyntaxArray (ks : SyntaxNodeKinds) := Array (TSyntax ks)

/-- Syntax trees and the separators between them. -/
structure Syntax.SepArray (sep : String) where
  elemsAndSeps : Array Syntax

/-- Typed syntax trees and the separators between them. -/
structure Syntax.TSepArray (ks : SyntaxNodeKinds) (sep : String) where
  elemsAndSeps : Array Syntax

/-! ## Parser descriptions -/

inductive ParserDescr where
  | const (name : Name)
  | unary (name : Name) (p : ParserDescr)
  | binary (name : Name) (p₁ p₂ : ParserDescr)
  | node (kind : SyntaxNodeKind) (prec : Nat) (p : ParserDescr)
  | trailingNode (kind : SyntaxNodeKind) (prec lhsPrec : Nat) (p : ParserDescr)
  | symbol (val : String)
  | nonReservedSymbol (val : String) (includeIdent : Bool)
  | cat (catName : Name) (rbp : Nat)
  | parser (declName : Name)
  | nodeWithAntiquot (name : String) (kind : SyntaxNodeKind) (p : ParserDescr)
  | sepBy (p : ParserDescr) (sep : String) (psep : ParserDescr) (allowTrailingSep : Bool)
  | sepBy1 (p : ParserDescr) (sep : String) (psep : ParserDescr) (allowTrailingSep : Bool)
  | unicodeSymbol (val asciiVal : String) (preserveForPP : Bool)

instance instInhabitedParserDescr : Inhabited ParserDescr := ⟨.const .anonymous⟩

abbrev TrailingParserDescr := ParserDescr

/-! ## Macros -/

inductive Macro.Exception where
  | error (ref : Syntax) (msg : String)
  | unsupportedSyntax : Macro.Exception

structure Macro.Context where
  methods : Syntax
  mainModule : Name
  currMacroScope : Nat
  currRecDepth : Nat
  maxRecDepth : Nat
  ref : Syntax

structure Macro.State where
  macroScope : Nat
  expandedMacroDecls : List Name
  traceMsgs : List (Prod Name String)

inductive Macro.Result (α : Type) where
  | ok (a : α) (s : Macro.State)
  | error (e : Macro.Exception) (s : Macro.State)

/-- Programs that macros run. -/
abbrev MacroM (α : Type) := Macro.Context → Macro.State → Macro.Result α

/-- A macro turns one syntax tree into another. -/
abbrev Macro := Syntax → MacroM Syntax

instance instInhabitedMacro : Inhabited Macro := ⟨fun stx _ s => Macro.Result.ok stx s⟩

/-! ## Unexpanders -/

inductive PrettyPrinter.Result (α : Type) where
  | ok (a : α) (s : Unit)
  | error (e : Unit) (s : Unit)

abbrev PrettyPrinter.UnexpandM (α : Type) := Syntax → Unit → PrettyPrinter.Result α

/-- The reverse of a macro, for printing. -/
abbrev PrettyPrinter.Unexpander := Syntax → UnexpandM Syntax

instance instInhabitedUnexpander : Inhabited PrettyPrinter.Unexpander := ⟨fun stx _ s => .ok stx s⟩

end Lean

set_option linter.unusedVariables false in
/-- `(h : p := by tac)`: an argument that a tactic provides where the caller gives none. -/
@[reducible] def autoParam (α : Sort u) (tactic : Lean.Syntax) : Sort u := α
