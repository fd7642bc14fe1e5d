prelude
import GateCore

/-!
# Commands written in Lean

A door to the compiled elaborator, for files that say `import Lean` and use `elab` or `run_cmd`. The types are opaque:
programs are put together by the library's own monad instances and run by the library. Nothing here can be used in a
proof, and no part of `Init` depends on it.
-/

set_option autoImplicit false
set_option linter.unusedVariables false

namespace Lean

/-! ## Opaque types of the elaborator -/

/-- A type with an element, to hide a type behind. -/
structure PointedType where
  type : Type
  default : type

instance instInhabitedPointedType : Inhabited PointedType := ⟨⟨Unit, ()⟩⟩

opaque Expr.pointed : PointedType

/-- Terms of the kernel. -/
def Expr : Type := Expr.pointed.type
instance Expr.instInhabited : Inhabited Expr := ⟨Expr.pointed.default⟩

opaque Environment.pointed : PointedType

/-- All declarations so far. -/
def Environment : Type := Environment.pointed.type
instance Environment.instInhabited : Inhabited Environment := ⟨Environment.pointed.default⟩

opaque MessageData.pointed : PointedType

/-- Text with references to terms, formatted when it is shown. -/
def MessageData : Type := MessageData.pointed.type
instance MessageData.instInhabited : Inhabited MessageData := ⟨MessageData.pointed.default⟩

opaque Exception.pointed : PointedType

/-- Errors of the elaborator. -/
def Exception : Type := Exception.pointed.type
instance Exception.instInhabited : Inhabited Exception := ⟨Exception.pointed.default⟩

opaque Elab.World.pointed : PointedType

/-- Stands for the state of the world. -/
def Elab.World : Type := Elab.World.pointed.type
instance Elab.World.instInhabited : Inhabited Elab.World := ⟨Elab.World.pointed.default⟩

opaque Elab.Command.Context.pointed : PointedType

/-- What a command reads. -/
def Elab.Command.Context : Type := Elab.Command.Context.pointed.type
instance Elab.Command.Context.instInhabited : Inhabited Elab.Command.Context := ⟨Elab.Command.Context.pointed.default⟩

opaque Elab.Command.StateRef.pointed : PointedType

/-- What a command changes. -/
def Elab.Command.StateRef : Type := Elab.Command.StateRef.pointed.type
instance Elab.Command.StateRef.instInhabited : Inhabited Elab.Command.StateRef :=
  ⟨Elab.Command.StateRef.pointed.default⟩

/-! ## Messages -/

@[extern "compiled"] opaque stringToMessageData (s : String) : MessageData
@[extern "compiled"] opaque MessageData.ofSyntax (stx : Syntax) : MessageData
@[extern "compiled"] opaque MessageData.ofName (n : Name) : MessageData
@[extern "compiled"] opaque MessageData.ofExpr (e : Expr) : MessageData

/-- Types whose values can stand in messages. -/
class ToMessageData (α : Type) where
  toMessageData : α → MessageData

export ToMessageData (toMessageData)

instance instToMessageDataString : ToMessageData String := ⟨stringToMessageData⟩
instance instToMessageDataSyntax : ToMessageData Syntax := ⟨MessageData.ofSyntax⟩
instance instToMessageDataTSyntax {ks : SyntaxNodeKinds} : ToMessageData (TSyntax ks) :=
  ⟨fun s => MessageData.ofSyntax s.raw⟩

instance instToMessageDataName : ToMessageData Name := ⟨MessageData.ofName⟩
instance instToMessageDataExpr : ToMessageData Expr := ⟨MessageData.ofExpr⟩
instance instToMessageDataNat : ToMessageData Nat := ⟨fun n => stringToMessageData (toString n)⟩
instance instToMessageDataMessageData : ToMessageData MessageData := ⟨fun m => m⟩
instance instCoeStringMessageData : Coe String MessageData := ⟨stringToMessageData⟩
instance instCoeSyntaxMessageData : Coe Syntax MessageData := ⟨MessageData.ofSyntax⟩
instance instCoeNameMessageData : Coe Name MessageData := ⟨MessageData.ofName⟩
instance instCoeExprMessageData : Coe Expr MessageData := ⟨MessageData.ofExpr⟩

instance MessageData.standInAppend : Inhabited (Append MessageData) := ⟨⟨fun a _ => a⟩⟩
@[extern "compiled", instance] opaque MessageData.instAppend : Append MessageData

/-! ## Classes that generic functions of the library ask for

Only the library makes and uses their instances; the fields here merely keep them from being erased. -/

class MonadLog (m : Type → Type) where
  first : m Nat
  second : m Nat

class AddMessageContext (m : Type → Type) where
  addMessageContext : MessageData → m MessageData

class MonadOptions (m : Type → Type) where
  getOptions : m MessageData

class MonadEnv (m : Type → Type) where
  getEnv : m Environment
  modifyEnv : (Environment → Environment) → m Unit

export MonadEnv (getEnv modifyEnv)

@[extern "compiled"] opaque logInfo {m : Type → Type} [Monad m] [MonadLog m] [AddMessageContext m] [MonadOptions m]
  (msg : MessageData) : m Unit := pure ()

@[extern "compiled"] opaque logWarning {m : Type → Type} [Monad m] [MonadLog m] [AddMessageContext m] [MonadOptions m]
  (msg : MessageData) : m Unit := pure ()

@[extern "compiled"] opaque logError {m : Type → Type} [Monad m] [MonadLog m] [AddMessageContext m] [MonadOptions m]
  (msg : MessageData) : m Unit := pure ()

/-- Adds to an error where it happened. -/
class AddErrorMessageContext (m : Type → Type) where
  add : Syntax → MessageData → m (Syntax × MessageData)

instance instAddErrorMessageContext {m : Type → Type} [AddMessageContext m] [Monad m] : AddErrorMessageContext m :=
  ⟨fun ref msg => bind (AddMessageContext.addMessageContext msg) fun msg => pure (ref, msg)⟩

class MonadError (m : Type → Type) extends MonadExceptOf Exception m, MonadRef m, AddErrorMessageContext m

instance instMonadErrorOf {m : Type → Type} [MonadExceptOf Exception m] [MonadRef m] [AddErrorMessageContext m] :
    MonadError m where

@[extern "compiled"] opaque throwError {m : Type → Type} {α : Type} [Monad m] [MonadError m] (msg : MessageData) :
    m α :=
  throw default

@[extern "compiled"] opaque throwErrorAt {m : Type → Type} {α : Type} [Monad m] [MonadError m] (ref : Syntax)
    (msg : MessageData) :
  m α := throw default

@[extern "compiled"] opaque Elab.throwUnsupportedSyntax {m : Type → Type} {α : Type} [MonadExceptOf Exception m] :
    m α :=
  throw default

/-! ## Stand-ins

They show that the types of the library's instances are inhabited, which the declaration of an opaque constant
demands. -/

section
variable {m : Type → Type} [Monad m]
instance standInRef : Inhabited (MonadRef m) := ⟨{ getRef := pure .missing, withRef := fun _ x => x }⟩
instance standInQuotation : Inhabited (MonadQuotation m) :=
  ⟨{ toMonadRef := default, getCurrMacroScope := pure 0, getContext := pure .anonymous, withFreshMacroScope := id }⟩

instance standInLog : Inhabited (MonadLog m) := ⟨⟨pure 0, pure 0⟩⟩
instance standInContext : Inhabited (AddMessageContext m) := ⟨⟨pure⟩⟩
instance standInOptions : Inhabited (MonadOptions m) := ⟨⟨pure default⟩⟩
instance standInEnv : Inhabited (MonadEnv m) := ⟨⟨pure default, fun _ => pure ()⟩⟩
end

namespace Elab.Command

/-! ## The command monad -/

/-- Programs of commands. -/
def CommandElabM (α : Type) : Type := Context → StateRef → World → Except Exception α

instance instInhabitedMonad : Inhabited (Monad CommandElabM) := ⟨{
  pure := fun a _ _ _ => .ok a
  bind := fun x f c s w => match x c s w with
    | .ok a => f a c s w
    | .error e => .error e }⟩

instance instInhabitedCommandElabM {α : Type} : Inhabited (CommandElabM α) := ⟨fun _ _ _ => .error default⟩

instance standInExcept : Inhabited (MonadExceptOf Exception CommandElabM) :=
  ⟨{ throw := fun e _ _ _ => .error e, tryCatch := fun x _ => x }⟩

@[extern "compiled", instance] opaque instMonadCommandElabM : Monad CommandElabM
@[extern "compiled", instance] opaque instMonadRefCommandElabM : MonadRef CommandElabM
@[extern "compiled", instance] opaque instMonadQuotationCommandElabM : MonadQuotation CommandElabM
@[extern "compiled", instance] opaque instMonadExceptOfExceptionCommandElabM : MonadExceptOf Exception CommandElabM
@[extern "compiled", instance] opaque instMonadLogCommandElabM : MonadLog CommandElabM
@[extern "compiled", instance] opaque instAddMessageContextCommandElabM : AddMessageContext CommandElabM
@[extern "compiled", instance] opaque instMonadOptionsCommandElabM : MonadOptions CommandElabM
@[extern "compiled", instance] opaque instMonadEnvCommandElabM : MonadEnv CommandElabM

instance standInLift : Inhabited (MonadLiftT IO CommandElabM) :=
  ⟨⟨fun x _ _ _ => match x () with
    | .ok a => .ok a
    | .error _ => .error default⟩⟩

@[extern "compiled", instance] opaque instMonadLiftTIOCommandElabM : MonadLiftT IO CommandElabM

/-- What `elab … : command` defines. -/
abbrev CommandElab := Syntax → CommandElabM Unit

/-- Elaborates a command. -/
@[extern "compiled"] opaque elabCommand (stx : Syntax) : CommandElabM Unit

end Elab.Command
end Lean

/-! ## Notation for messages and errors

As in `GateCore.Syntax.Parsers`, these bind what the library holds in compiled form. -/

@[extern "compiled", term_parser] opaque Lean.termM!_ : Lean.ParserDescr
@[extern "compiled", term_parser] opaque Lean.termThrowError__ : Lean.ParserDescr
@[extern "compiled", macro Lean.termM!_] opaque Lean._aux_Lean_Message___macroRules_Lean_termM!__1 : Lean.Macro
@[extern "compiled", macro Lean.termThrowError__]
opaque Lean._aux_Lean_Exception___macroRules_Lean_termThrowError___1 : Lean.Macro
