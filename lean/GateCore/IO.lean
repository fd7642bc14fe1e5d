prelude
import GateCore.Int.Linear

/-!
# Programs with effects

Enough of `IO` for `#eval` and small programs. A program is put together by the library's own instances and run by the
library. As a function on an opaque world it says nothing about effects, so nothing about them can be proved.
-/

set_option autoImplicit false
set_option linter.unusedVariables false

/-- Stands for the state of the world. -/
def IO.RealWorld : Type := Unit

/-- Errors of programs with effects, with the operating system's code. The order of the constructors is the library's. -/
inductive IO.Error where
  | alreadyExists (filename : Option String) (osCode : UInt32) (details : String)
  | otherError (osCode : UInt32) (details : String)
  | resourceBusy (osCode : UInt32) (details : String)
  | resourceVanished (osCode : UInt32) (details : String)
  | unsupportedOperation (osCode : UInt32) (details : String)
  | hardwareFault (osCode : UInt32) (details : String)
  | unsatisfiedConstraints (osCode : UInt32) (details : String)
  | illegalOperation (osCode : UInt32) (details : String)
  | protocolError (osCode : UInt32) (details : String)
  | timeExpired (osCode : UInt32) (details : String)
  | interrupted (filename : String) (osCode : UInt32) (details : String)
  | noFileOrDirectory (filename : String) (osCode : UInt32) (details : String)
  | invalidArgument (filename : Option String) (osCode : UInt32) (details : String)
  | permissionDenied (filename : Option String) (osCode : UInt32) (details : String)
  | resourceExhausted (filename : Option String) (osCode : UInt32) (details : String)
  | inappropriateType (filename : Option String) (osCode : UInt32) (details : String)
  | noSuchThing (filename : Option String) (osCode : UInt32) (details : String)
  | unexpectedEof
  | userError (msg : String)

instance IO.Error.instInhabited : Inhabited IO.Error := ⟨.unexpectedEof⟩

instance IO.Error.standInToString : Inhabited (ToString IO.Error) := ⟨⟨fun _ => ""⟩⟩
@[extern "compiled", instance] opaque IO.Error.instToString : ToString IO.Error

/-- Programs with effects that cannot fail. -/
def BaseIO (α : Type) : Type := IO.RealWorld → α

/-- Programs with effects that can fail with an error of type `ε`. -/
def EIO (ε α : Type) : Type := IO.RealWorld → Except ε α

/-- Programs with effects. -/
abbrev IO : Type → Type := EIO IO.Error

instance BaseIO.standInMonad : Inhabited (Monad BaseIO) := ⟨{ pure := fun a _ => a, bind := fun x f w => f (x w) w }⟩
instance EIO.standInMonad {ε : Type} : Inhabited (Monad (EIO ε)) := ⟨{
  pure := fun a _ => .ok a
  bind := fun x f w => match x w with
    | .ok a => f a w
    | .error e => .error e }⟩

instance EIO.standInExcept {ε : Type} : Inhabited (MonadExceptOf ε (EIO ε)) :=
  ⟨{ throw := fun e _ => .error e, tryCatch := fun x _ => x }⟩

instance BaseIO.standInLift {ε : Type} : Inhabited (MonadLift BaseIO (EIO ε)) := ⟨⟨fun x w => .ok (x w)⟩⟩

@[extern "compiled", instance] opaque instMonadBaseIO : Monad BaseIO
@[extern "compiled", instance] opaque instMonadEIO {ε : Type} : Monad (EIO ε)
@[extern "compiled", instance] opaque instMonadExceptOfEIO {ε : Type} : MonadExceptOf ε (EIO ε)
@[extern "compiled", instance] opaque instMonadLiftBaseIOEIO {ε : Type} : MonadLift BaseIO (EIO ε)

instance EIO.instInhabited {ε α : Type} [Inhabited ε] : Inhabited (EIO ε α) := ⟨throw default⟩
instance BaseIO.instInhabited {α : Type} [Inhabited α] : Inhabited (BaseIO α) := ⟨pure default⟩

/-- An error with a message. -/
def IO.userError (s : String) : IO.Error := .userError s

namespace IO

/-! ## Texts -/

@[extern "compiled"] opaque print {α : Type} [ToString α] (a : α) : IO Unit
@[extern "compiled"] opaque println {α : Type} [ToString α] (a : α) : IO Unit
@[extern "compiled"] opaque eprintln {α : Type} [ToString α] (a : α) : IO Unit

/-! ## Files -/

/-- The name of a file. -/
structure _root_.System.FilePath where
  toString : String

instance _root_.System.FilePath.instCoe : Coe String System.FilePath := ⟨fun s => ⟨s⟩⟩

@[extern "compiled"] opaque FS.readFile (path : System.FilePath) : IO String
@[extern "compiled"] opaque FS.writeFile (path : System.FilePath) (content : String) : IO Unit

end IO
