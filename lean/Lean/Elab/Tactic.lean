prelude
import Lean.Elab.Command

/-!
# Tactics written in Lean

Like `Lean.Elab.Command`, for `elab … : tactic`. Each monad adds what it reads and what it changes to the one before:
`CoreM`, `MetaM`, `TermElabM`, `TacticM`.
-/

set_option autoImplicit false
set_option linter.unusedVariables false

namespace Lean

/-! ## Opaque types -/

opaque Core.Context.pointed : PointedType

/-- What programs read in the monad of `Core`. -/
def Core.Context : Type := Core.Context.pointed.type

opaque Core.StateRef.pointed : PointedType

/-- What programs change in the monad of `Core`. -/
def Core.StateRef : Type := Core.StateRef.pointed.type

opaque Meta.Context.pointed : PointedType

/-- What programs read in the monad of `Meta`. -/
def Meta.Context : Type := Meta.Context.pointed.type

opaque Meta.StateRef.pointed : PointedType

/-- What programs change in the monad of `Meta`. -/
def Meta.StateRef : Type := Meta.StateRef.pointed.type

opaque Elab.Term.Context.pointed : PointedType

/-- What programs read in the monad of `Term`. -/
def Elab.Term.Context : Type := Elab.Term.Context.pointed.type

opaque Elab.Term.StateRef.pointed : PointedType

/-- What programs change in the monad of `Term`. -/
def Elab.Term.StateRef : Type := Elab.Term.StateRef.pointed.type

opaque Elab.Tactic.Context.pointed : PointedType

/-- What programs read in the monad of `Tactic`. -/
def Elab.Tactic.Context : Type := Elab.Tactic.Context.pointed.type

opaque Elab.Tactic.StateRef.pointed : PointedType

/-- What programs change in the monad of `Tactic`. -/
def Elab.Tactic.StateRef : Type := Elab.Tactic.StateRef.pointed.type

/-- The name of a goal. -/
structure MVarId where
  name : Name
  deriving Inhabited

/-! ## Monads -/

/-- Programs with an environment, options and messages. -/
def Core.CoreM (α : Type) : Type := Core.Context → Core.StateRef → Elab.World → Except Exception α

/-- Programs with local hypotheses and goals. -/
def Meta.MetaM (α : Type) : Type := Meta.Context → Meta.StateRef → Core.CoreM α

/-- Programs that elaborate terms. -/
def Elab.Term.TermElabM (α : Type) : Type := Elab.Term.Context → Elab.Term.StateRef → Meta.MetaM α

/-- Programs that elaborate tactics. -/
def Elab.Tactic.TacticM (α : Type) : Type := Elab.Tactic.Context → Elab.Tactic.StateRef → Elab.Term.TermElabM α

export Core (CoreM)
export Meta (MetaM)
export Elab.Term (TermElabM)

/-- What `elab … : tactic` defines. -/
abbrev Elab.Tactic.Tactic := Syntax → Elab.Tactic.TacticM Unit

instance Core.standInMonad : Inhabited (Monad CoreM) := ⟨{
  pure := fun a _ _ _ => .ok a
  bind := fun x f c s w => match x c s w with
    | .ok a => f a c s w
    | .error e => .error e }⟩

@[extern "compiled", instance] opaque Core.instMonadCoreM : Monad CoreM
instance Meta.standInMonad : Inhabited (Monad MetaM) := ⟨{
  pure := fun a _ _ => (pure a : CoreM _)
  bind := fun x f c s => bind (x c s : CoreM _) fun a => f a c s }⟩

@[extern "compiled", instance] opaque Meta.instMonadMetaM : Monad MetaM
instance Elab.Term.standInMonad : Inhabited (Monad TermElabM) := ⟨{
  pure := fun a _ _ => (pure a : MetaM _)
  bind := fun x f c s => bind (x c s : MetaM _) fun a => f a c s }⟩

@[extern "compiled", instance] opaque Elab.Term.instMonadTermElabM : Monad TermElabM

namespace Elab.Tactic

instance standInMonad : Inhabited (Monad TacticM) := ⟨{
  pure := fun a _ _ => (pure a : TermElabM _)
  bind := fun x f c s => bind (x c s : TermElabM _) fun a => f a c s }⟩

@[extern "compiled", instance] opaque instMonadTacticM : Monad TacticM

end Elab.Tactic

instance Meta.instMonadLift : MonadLift CoreM MetaM := ⟨fun x _ _ => x⟩
instance Elab.Term.instMonadLift : MonadLift MetaM TermElabM := ⟨fun x _ _ => x⟩
instance Elab.Tactic.instMonadLift : MonadLift TermElabM Elab.Tactic.TacticM := ⟨fun x _ _ => x⟩
instance standInProgram {α : Type} : Inhabited (Elab.Tactic.TacticM α) := ⟨fun _ _ _ _ _ _ _ _ _ => .error default⟩
instance standInTermProgram {α : Type} : Inhabited (TermElabM α) := ⟨fun _ _ _ _ _ _ _ => .error default⟩

/-! ## The library's instances -/

instance Core.standInExcept : Inhabited (MonadExceptOf Exception CoreM) :=
  ⟨{ throw := fun e _ _ _ => .error e, tryCatch := fun x _ => x }⟩

@[extern "compiled", instance] opaque instMonadExceptOfExceptionCoreM : MonadExceptOf Exception CoreM
@[extern "compiled", instance] opaque Core.instMonadRefCoreM : MonadRef CoreM
@[extern "compiled", instance] opaque Core.instMonadQuotationCoreM : MonadQuotation CoreM
@[extern "compiled", instance] opaque Core.instMonadLogCoreM : MonadLog CoreM
@[extern "compiled", instance] opaque Core.instMonadOptionsCoreM : MonadOptions CoreM
@[extern "compiled", instance] opaque Core.instMonadEnvCoreM : MonadEnv CoreM
@[extern "compiled", instance] opaque Core.instAddMessageContextCoreM : AddMessageContext CoreM
@[extern "compiled", instance] opaque Meta.instAddMessageContextMetaM : AddMessageContext MetaM

section
variable (m n : Type → Type) [MonadLift m n] [Monad n]
@[extern "compiled"] opaque instMonadLogOfMonadLift (m n : Type → Type) [MonadLift m n] [MonadLog m] : MonadLog n :=
  ⟨MonadLift.monadLift (MonadLog.first : m Nat), MonadLift.monadLift (MonadLog.second : m Nat)⟩

@[extern "compiled"] opaque instMonadOptionsOfMonadLift (m n : Type → Type) [MonadLift m n] [MonadOptions m] :
    MonadOptions n :=
  ⟨MonadLift.monadLift (MonadOptions.getOptions : m MessageData)⟩

@[extern "compiled"] opaque instAddMessageContextOfMonadLift (m n : Type → Type) [MonadLift m n] [AddMessageContext m] :
  AddMessageContext n := ⟨fun msg => MonadLift.monadLift (AddMessageContext.addMessageContext msg : m MessageData)⟩

end

instance Meta.log : MonadLog MetaM := instMonadLogOfMonadLift CoreM MetaM
instance Elab.Term.log : MonadLog TermElabM := instMonadLogOfMonadLift MetaM TermElabM
instance Elab.Tactic.log : MonadLog Elab.Tactic.TacticM := instMonadLogOfMonadLift TermElabM Elab.Tactic.TacticM
instance Meta.options : MonadOptions MetaM := instMonadOptionsOfMonadLift CoreM MetaM
instance Elab.Term.options : MonadOptions TermElabM := instMonadOptionsOfMonadLift MetaM TermElabM
instance Elab.Tactic.options : MonadOptions Elab.Tactic.TacticM :=
  instMonadOptionsOfMonadLift TermElabM Elab.Tactic.TacticM

instance Elab.Term.messages : AddMessageContext TermElabM := instAddMessageContextOfMonadLift MetaM TermElabM
instance Elab.Tactic.messages : AddMessageContext Elab.Tactic.TacticM :=
  instAddMessageContextOfMonadLift TermElabM Elab.Tactic.TacticM

/-! A program of a larger monad is a program of the smaller one once its contexts are given; so references,
  quotations and
exceptions pass down. -/

instance Meta.reference : MonadRef MetaM where
  getRef := fun _ _ => (getRef : CoreM Syntax)
  withRef ref x := fun c s => MonadRef.withRef (m := CoreM) ref (x c s)

instance Meta.quotation : MonadQuotation MetaM where
  getCurrMacroScope := fun _ _ => (getCurrMacroScope : CoreM Nat)
  getContext := fun _ _ => (MonadQuotation.getContext : CoreM Name)
  withFreshMacroScope x := fun c s => withFreshMacroScope (m := CoreM) (x c s)

instance Meta.exceptions : MonadExceptOf Exception MetaM where
  throw e := fun _ _ => (throw e : CoreM _)
  tryCatch x h := fun c s => tryCatchThe Exception (m := CoreM) (x c s) fun e => h e c s

instance Elab.Term.reference : MonadRef TermElabM where
  getRef := fun _ _ => (getRef : MetaM Syntax)
  withRef ref x := fun c s => MonadRef.withRef (m := MetaM) ref (x c s)

instance Elab.Term.quotation : MonadQuotation TermElabM where
  getCurrMacroScope := fun _ _ => (getCurrMacroScope : MetaM Nat)
  getContext := fun _ _ => (MonadQuotation.getContext : MetaM Name)
  withFreshMacroScope x := fun c s => withFreshMacroScope (m := MetaM) (x c s)

instance Elab.Term.exceptions : MonadExceptOf Exception TermElabM where
  throw e := fun _ _ => (throw e : MetaM _)
  tryCatch x h := fun c s => tryCatchThe Exception (m := MetaM) (x c s) fun e => h e c s

instance Elab.Tactic.reference : MonadRef Elab.Tactic.TacticM where
  getRef := fun _ _ => (getRef : TermElabM Syntax)
  withRef ref x := fun c s => MonadRef.withRef (m := TermElabM) ref (x c s)

instance Elab.Tactic.quotation : MonadQuotation Elab.Tactic.TacticM where
  getCurrMacroScope := fun _ _ => (getCurrMacroScope : TermElabM Nat)
  getContext := fun _ _ => (MonadQuotation.getContext : TermElabM Name)
  withFreshMacroScope x := fun c s => withFreshMacroScope (m := TermElabM) (x c s)

instance Elab.Tactic.exceptions : MonadExceptOf Exception Elab.Tactic.TacticM where
  throw e := fun _ _ => (throw e : TermElabM _)
  tryCatch x h := fun c s => tryCatchThe Exception (m := TermElabM) (x c s) fun e => h e c s

namespace Elab.Tactic

/-! ## Tactics -/

/-- Runs a tactic. -/
@[extern "compiled"] opaque evalTactic (stx : Syntax) : TacticM Unit

/-- The first goal. -/
@[extern "compiled"] opaque getMainGoal : TacticM MVarId

/-- What the first goal states. -/
@[extern "compiled"] opaque getMainTarget : TacticM Expr

/-- All goals. -/
@[extern "compiled"] opaque getGoals : TacticM (List MVarId)

/-- Other goals in place of the present ones. -/
@[extern "compiled"] opaque setGoals (goals : List MVarId) : TacticM Unit

/-- Runs a program among the hypotheses of the first goal. -/
@[extern "compiled"] opaque withMainContext {α : Type} (x : TacticM α) : TacticM α

end Elab.Tactic

/-- Elaborates a command program's part that elaborates terms. -/
@[extern "compiled"] opaque Elab.Command.liftTermElabM {α : Type} (x : TermElabM α) : Elab.Command.CommandElabM α
@[extern "compiled"] opaque Elab.Command.liftCoreM {α : Type} (x : CoreM α) : Elab.Command.CommandElabM α

end Lean
