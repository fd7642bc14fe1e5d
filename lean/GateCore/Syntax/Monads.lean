prelude
import GateCore.Syntax.Types

/-!
# What quotations elaborate to

A quotation such as `` `(tactic| trivial) `` in a macro elaborates to a program that builds a syntax tree in a monad
with hygiene. Here are the monads of macros and unexpanders and the functions that quotations call, bound to their
compiled code.
-/

set_option autoImplicit false
universe u v w

namespace Lean

/-! ## Typed syntax may be used at more general types -/

instance instCoeKind : Coe SyntaxNodeKind SyntaxNodeKinds := ⟨fun k => .cons k .nil⟩
instance instCoeOutTSyntax {ks : SyntaxNodeKinds} : CoeOut (TSyntax ks) Syntax := ⟨fun s => s.raw⟩
instance instCoeTSyntaxHead {ks : SyntaxNodeKinds} {k : SyntaxNodeKind} :
    Coe (TSyntax (.cons k .nil)) (TSyntax (.cons k ks)) :=
  ⟨fun s => ⟨s.raw⟩⟩

instance instCoeTSyntaxTail {k' : SyntaxNodeKind} {ks : SyntaxNodeKinds} {k : SyntaxNodeKind}
    [Coe (TSyntax (.cons k .nil)) (TSyntax ks)] : Coe (TSyntax (.cons k .nil)) (TSyntax (.cons k' ks)) :=
  ⟨fun s => ⟨s.raw⟩⟩

instance instCoeIdentTerm : Coe (TSyntax `ident) (TSyntax `term) := ⟨fun s => ⟨s.raw⟩⟩
instance instCoeNumTerm : Coe (TSyntax `num) (TSyntax `term) := ⟨fun s => ⟨s.raw⟩⟩
instance instCoeStrTerm : Coe (TSyntax `str) (TSyntax `term) := ⟨fun s => ⟨s.raw⟩⟩
instance instCoeNameTerm : Coe (TSyntax `name) (TSyntax `term) := ⟨fun s => ⟨s.raw⟩⟩
instance instCoeCharTerm : Coe (TSyntax `char) (TSyntax `term) := ⟨fun s => ⟨s.raw⟩⟩

/-! ## Building and inspecting trees -/

@[extern "compiled"] opaque Syntax.isOfKind (stx : @& Syntax) (k : @& SyntaxNodeKind) : Bool
@[extern "compiled"] opaque Syntax.getArg (stx : @& Syntax) (i : @& Nat) : Syntax
@[extern "compiled"] opaque Syntax.getArgs (stx : @& Syntax) : Array Syntax
@[extern "compiled"] opaque Syntax.getKind (stx : Syntax) : SyntaxNodeKind
@[extern "compiled"] opaque Syntax.setArgs (stx : Syntax) (args : Array Syntax) : Syntax
@[extern "compiled"] opaque Syntax.getNumArgs (stx : @& Syntax) : Nat
@[extern "compiled"] opaque Syntax.getId (stx : @& Syntax) : Name
@[extern "compiled"] opaque Syntax.matchesNull (stx : @& Syntax) (n : @& Nat) : Bool
@[extern "compiled"] opaque Syntax.matchesIdent (stx : @& Syntax) (id : @& Name) : Bool
@[extern "compiled"] opaque Syntax.matchesLit (stx : @& Syntax) (k : @& SyntaxNodeKind) (val : @& String) : Bool
@[extern "compiled"] opaque SourceInfo.fromRef (ref : @& Syntax) (canonical : Bool) : SourceInfo
@[extern "compiled"] opaque replaceRef (ref : @& Syntax) (oldRef : @& Syntax) : Syntax
@[extern "compiled"] opaque addMacroScope (mainModule : Name) (n : Name) (scp : Nat) : Name
@[extern "compiled"] opaque Syntax.node1 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ : Syntax) : Syntax
@[extern "compiled"] opaque Syntax.node2 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ : Syntax) : Syntax
@[extern "compiled"] opaque Syntax.node3 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ : Syntax) : Syntax
@[extern "compiled"] opaque Syntax.node4 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ : Syntax) : Syntax
@[extern "compiled"] opaque Syntax.node5 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ a₅ : Syntax) : Syntax
@[extern "compiled"] opaque Syntax.node6 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ a₅ a₆ : Syntax) :
    Syntax

@[extern "compiled"] opaque Syntax.node7 (info : SourceInfo) (kind : SyntaxNodeKind) (a₁ a₂ a₃ a₄ a₅ a₆ a₇ : Syntax) :
    Syntax

@[extern "compiled"] opaque Syntax.node8 (info : SourceInfo) (kind : SyntaxNodeKind)
    (a₁ a₂ a₃ a₄ a₅ a₆ a₇ a₈ : Syntax) : Syntax

end Lean

@[extern "lean_mk_empty_array_with_capacity"] def Array.mkEmpty {α : Type u} (c : @& Nat) : Array α := .mk .nil
@[extern "lean_mk_empty_array"] def Array.empty {α : Type u} : Array α := .mk .nil
@[extern "compiled"] opaque Array.getSepElems {α : Type u} (as : Array α) : Array α := as
@[extern "compiled"] opaque String.utf8ByteSize (s : @& String) : Nat
@[inline] def String.toRawSubstring (s : String) : Substring.Raw := ⟨s, .zero, s.utf8ByteSize⟩
@[inline] def String.toRawSubstring' (s : String) : Substring.Raw := s.toRawSubstring

instance String.instInhabitedString : Inhabited String := ⟨""⟩

namespace Lean

/-! ## Sequences of trees -/

@[extern "compiled"] opaque mkAtom (val : String) : Syntax
@[extern "compiled"] opaque mkNode (k : SyntaxNodeKind) (args : Array Syntax) : TSyntax (.cons k .nil)
@[extern "compiled"] opaque mkNullNode (args : Array Syntax := .mk .nil) : Syntax
@[extern "compiled"] opaque mkIdent (val : Name) : TSyntax (.cons `ident .nil)
@[extern "compiled"] opaque TSyntax.getId (s : @& TSyntax (.cons `ident .nil)) : Name
@[extern "compiled"] opaque TSyntax.getString (s : @& TSyntax (.cons `str .nil)) : String
@[extern "compiled"] opaque TSyntax.getNat (s : @& TSyntax (.cons `num .nil)) : Nat
@[extern "compiled"] opaque mkOptionalNode (arg : Option Syntax) : Syntax
@[extern "compiled"] opaque mkSepArray (as : Array Syntax) (sep : Syntax) : Array Syntax

@[inline] unsafe def TSyntaxArray.rawImpl {ks : SyntaxNodeKinds} (as : TSyntaxArray ks) : Array Syntax := unsafeCast as

/-- The trees without their kinds. -/
@[implemented_by TSyntaxArray.rawImpl] opaque TSyntaxArray.raw {ks : SyntaxNodeKinds} (as : TSyntaxArray ks) :
    Array Syntax

@[inline] unsafe def TSyntaxArray.mkImpl {ks : SyntaxNodeKinds} (as : Array Syntax) : TSyntaxArray ks := unsafeCast as

/-- Trees that are known to have one of the kinds. -/
@[implemented_by TSyntaxArray.mkImpl] opaque TSyntaxArray.mk {ks : SyntaxNodeKinds} (as : Array Syntax) :
    TSyntaxArray ks

def Syntax.TSepArray.getElems {ks : SyntaxNodeKinds} {sep : String} (as : Syntax.TSepArray ks sep) : TSyntaxArray ks :=
  .mk as.elemsAndSeps.getSepElems

def Syntax.SepArray.getElems {sep : String} (as : Syntax.SepArray sep) : Array Syntax := as.elemsAndSeps.getSepElems
def Syntax.TSepArray.ofElems {ks : SyntaxNodeKinds} {sep : String} (as : Array (TSyntax ks)) :
    Syntax.TSepArray ks sep :=
  ⟨mkSepArray (TSyntaxArray.raw as) (mkAtom sep)⟩

instance instCoeTSepArray {ks : SyntaxNodeKinds} {sep : String} : CoeOut (Syntax.TSepArray ks sep) (TSyntaxArray ks) :=
  ⟨Syntax.TSepArray.getElems⟩

instance instCoeTSyntaxArray {ks : SyntaxNodeKinds} : CoeOut (TSyntaxArray ks) (Array Syntax) := ⟨TSyntaxArray.raw⟩
instance instCoeArrayTSepArray {ks : SyntaxNodeKinds} {sep : String} :
    Coe (TSyntaxArray ks) (Syntax.TSepArray ks sep) :=
  ⟨Syntax.TSepArray.ofElems⟩

instance instCoeIdentDeclId : Coe (TSyntax (.cons `ident .nil)) (TSyntax (.cons `Lean.Parser.Command.declId .nil)) :=
  ⟨fun i => mkNode `Lean.Parser.Command.declId (.mk (.cons i.raw (.cons mkNullNode .nil)))⟩

/-! ## Hygiene -/

class MonadRef (m : Type → Type) where
  getRef : m Syntax
  withRef {α : Type} : Syntax → m α → m α

export MonadRef (getRef)

class MonadQuotation (m : Type → Type) extends MonadRef m where
  getCurrMacroScope : m Nat
  getContext : m Name
  withFreshMacroScope {α : Type} : m α → m α

export MonadQuotation (getCurrMacroScope withFreshMacroScope)

@[inline] def withRef {m : Type → Type} [Monad m] [MonadRef m] {α : Type} (ref : Syntax) (x : m α) : m α :=
  bind getRef fun r => MonadRef.withRef (replaceRef ref r) x

def MonadRef.mkInfoFromRefPos {m : Type → Type} [Monad m] [MonadRef m] : m SourceInfo :=
  bind getRef fun r => pure (SourceInfo.fromRef r false)

def MonadQuotation.addMacroScope {m : Type → Type} [MonadQuotation m] [Monad m] (n : Name) : m Name :=
  bind MonadQuotation.getContext fun c => bind getCurrMacroScope fun s => pure (Lean.addMacroScope c n s)

/-! ## Macros -/

open Macro in
instance instMonadMacroM : Monad MacroM where
  pure a := fun _ s => Result.ok a s
  bind x f := fun c s => match x c s with
    | Result.ok a s => f a c s
    | Result.error e s => Result.error e s

instance instMonadExceptMacroM : MonadExceptOf Macro.Exception MacroM where
  throw e := fun _ s => Macro.Result.error e s
  tryCatch x h := fun c s => match x c s with
    | Macro.Result.ok a s => Macro.Result.ok a s
    | Macro.Result.error e s => h e c s

instance instMonadQuotationMacroM : MonadQuotation MacroM where
  getRef := fun c s => Macro.Result.ok c.ref s
  withRef r x := fun c s => x { c with ref := r } s
  getCurrMacroScope := fun c s => Macro.Result.ok c.currMacroScope s
  getContext := fun c s => Macro.Result.ok c.mainModule s
  withFreshMacroScope x := fun c s =>
    x { c with currMacroScope := s.macroScope } { s with macroScope := .succ s.macroScope }

/-- Gives up on a syntax tree, so that the next macro for its kind is tried. -/
def Macro.throwUnsupported {α : Type} : MacroM α := throw Macro.Exception.unsupportedSyntax

/-- Stops with a message at the tree that is being expanded. -/
def Macro.throwError {α : Type} (msg : String) : MacroM α := bind getRef fun r => throw (Macro.Exception.error r msg)

/-! ## Unexpanders -/

open PrettyPrinter in
instance instMonadUnexpandM : Monad UnexpandM where
  pure a := fun _ s => Result.ok a s
  bind x f := fun c s => match x c s with
    | Result.ok a s => f a c s
    | Result.error e s => Result.error e s

open PrettyPrinter in
instance instMonadExceptUnexpandM : MonadExceptOf Unit UnexpandM where
  throw e := fun _ s => Result.error e s
  tryCatch x h := fun c s => match x c s with
    | Result.ok a s => Result.ok a s
    | Result.error e s => h e c s

open PrettyPrinter in
instance instMonadQuotationUnexpandM : MonadQuotation UnexpandM where
  getRef := fun c s => Result.ok c s
  withRef r x := fun _ s => x r s
  getCurrMacroScope := fun _ s => Result.ok .zero s
  getContext := fun _ s => Result.ok `_fakeMod s
  withFreshMacroScope x := x

end Lean
