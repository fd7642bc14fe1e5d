prelude
import Lean.Elab.Tactic

/-!
# Terms and declarations built by programs

Constructors of kernel terms, and `addDecl`, which hands a declaration to the kernel.
-/

set_option autoImplicit false
set_option linter.unusedVariables false

namespace Lean

/-! ## Universe levels -/

opaque Level.pointed : PointedType

/-- Universe levels. -/
def Level : Type := Level.pointed.type
instance Level.instInhabited : Inhabited Level := ⟨Level.pointed.default⟩

@[extern "compiled"] opaque levelZero : Level
@[extern "compiled"] opaque levelOne : Level
@[extern "compiled"] opaque mkLevelSucc (u : Level) : Level
@[extern "compiled"] opaque mkLevelParam (u : Name) : Level

/-! ## Terms -/

inductive BinderInfo where
  | default | implicit | strictImplicit | instImplicit

@[extern "compiled"] opaque mkBVar (i : Nat) : Expr
@[extern "compiled"] opaque mkSort (u : Level) : Expr
@[extern "compiled"] opaque mkConst (name : Name) (us : List Level := []) : Expr
@[extern "compiled"] opaque mkApp (f a : Expr) : Expr
@[extern "compiled"] opaque mkApp3 (f a b c : Expr) : Expr
@[extern "compiled"] opaque mkLambda (x : Name) (info : BinderInfo) (type body : Expr) : Expr
@[extern "compiled"] opaque mkForall (x : Name) (info : BinderInfo) (type body : Expr) : Expr
@[extern "compiled"] opaque mkRawNatLit (n : Nat) : Expr
@[extern "compiled"] opaque mkNatLit (n : Nat) : Expr
@[extern "compiled"] opaque mkStrLit (s : String) : Expr

/-! ## Declarations -/

structure ConstantVal where
  name : Name
  levelParams : List Name
  type : Expr

structure AxiomVal extends ConstantVal where
  isUnsafe : Bool

inductive ReducibilityHints where
  | opaque
  | abbrev
  | regular (height : UInt32)

inductive DefinitionSafety where
  | «unsafe» | safe | «partial»

structure DefinitionVal extends ConstantVal where
  value : Expr
  hints : ReducibilityHints
  safety : DefinitionSafety
  all : List Name := [name]

structure TheoremVal extends ConstantVal where
  value : Expr
  all : List Name := [name]

structure OpaqueVal extends ConstantVal where
  value : Expr
  isUnsafe : Bool
  all : List Name := [name]

structure Constructor where
  name : Name
  type : Expr

structure InductiveType where
  name : Name
  type : Expr
  ctors : List Constructor

inductive Declaration where
  | axiomDecl (val : AxiomVal)
  | defnDecl (val : DefinitionVal)
  | thmDecl (val : TheoremVal)
  | opaqueDecl (val : OpaqueVal)
  | quotDecl
  | mutualDefnDecl (defns : List DefinitionVal)
  | inductDecl (lparams : List Name) (nparams : Nat) (types : List InductiveType) (isUnsafe : Bool)

instance Core.instInhabitedCoreM {α : Type} : Inhabited (CoreM α) := ⟨fun _ _ _ => .error default⟩

/-- Adds a declaration that the kernel accepts. -/
@[extern "compiled"] opaque addDecl (decl : Declaration) (forceExpose : Bool := false) : CoreM Unit

end Lean
