prelude
import GateCore.Data.GetElem

/-!
# Programs: identity, state, reader, exceptions, loops

What `do` blocks elaborate to, apart from the classes in `GateCore.Prelude.Monad`. The interpreter prefers the library's
compiled code where it has a function of the same name, so such functions take the same parameters in the same order.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v w u₁ u₂ u₃

/-- The effects of `x`, and nothing as result. -/
@[inline] def Functor.discard {f : Type u → Type v} {α : Type u} [Functor f] (x : f α) : f PUnit :=
  Functor.mapConst PUnit.unit x

export Functor (discard)

/-! ## Identity -/

/-- Values as programs without effects. -/
def Id (type : Type u) : Type u := type

namespace Id
instance instMonad : Monad Id where
  pure x := x
  bind x f := f x
  map f x := f x

/-- The result. -/
@[inline] protected def run {α : Type u} (x : Id α) : α := x
end Id

/-! ## Loops -/

/-- The result of one round of a loop: stop or go on. -/
inductive ForInStep (α : Type u) where
  | done : α → ForInStep α
  | yield : α → ForInStep α

class ForIn (m : Type u₁ → Type u₂) (ρ : Type u) (α : outParam (Type v)) where
  forIn {β : Type u₁} (xs : ρ) (b : β) (f : α → β → m (ForInStep β)) : m β

export ForIn (forIn)

class ForIn' (m : Type u₁ → Type u₂) (ρ : Type u) (α : outParam (Type v)) (d : outParam (Membership α ρ)) where
  forIn' {β : Type u₁} (xs : ρ) (b : β) (f : (a : α) → a ∈ xs → β → m (ForInStep β)) : m β

export ForIn' (forIn')

/-- The loop over a list. -/
@[specialize] protected def List.forIn {m : Type u₁ → Type u₂} [Monad m] {α : Type u} {β : Type u₁} (as : List α)
    (init : β)
    (f : α → β → m (ForInStep β)) : m β :=
  match as with
  | [] => pure init
  | a :: as => do
    match (← f a init) with
    | .done b => pure b
    | .yield b => List.forIn as b f

instance List.instForIn {m : Type u₁ → Type u₂} [Monad m] {α : Type u} : ForIn m (List α) α := ⟨List.forIn⟩

/-- The loop over a part of a list, with a proof of membership for each element. -/
@[specialize] protected def List.forIn'Aux {m : Type u₁ → Type u₂} [Monad m] {α : Type u} {β : Type u₁} (all : List α) :
    (as : List α) → (∀ a, a ∈ as → a ∈ all) → β → ((a : α) → a ∈ all → β → m (ForInStep β)) → m β
  | [], _, b, _ => pure b
  | a :: as, h, b, f => do
    match (← f a (h a List.mem_cons_self) b) with
    | .done b => pure b
    | .yield b => List.forIn'Aux all as (fun x hx => h x (List.mem_cons_of_mem a hx)) b f

instance List.instForIn' {m : Type u₁ → Type u₂} [Monad m] {α : Type u} : ForIn' m (List α) α inferInstance :=
  ⟨fun as b f => List.forIn'Aux as as (fun _ h => h) b f⟩

/-! ## Exceptions -/

namespace Except
variable {ε : Type u} {α β : Type v}
protected def map (f : α → β) : Except ε α → Except ε β
  | .error e => .error e
  | .ok a => .ok (f a)

protected def bind (x : Except ε α) (f : α → Except ε β) : Except ε β :=
  match x with
  | .error e => .error e
  | .ok a => f a

protected def tryCatch (x : Except ε α) (handle : ε → Except ε α) : Except ε α :=
  match x with
  | .ok a => .ok a
  | .error e => handle e

instance instMonad : Monad (Except ε) where
  pure := .ok
  bind := Except.bind
  map := Except.map

instance instMonadExceptOf : MonadExceptOf ε (Except ε) := ⟨.error, Except.tryCatch⟩

/-- The result as an option. -/
def toOption : Except ε α → Option α
  | .ok a => some a
  | .error _ => none

end Except

instance Option.instMonadExceptOf : MonadExceptOf Unit Option where
  throw _ := none
  tryCatch x handle := match x with
    | some a => some a
    | none => handle ()

/-- Exceptions on top of other effects. -/
def ExceptT (ε : Type u) (m : Type u → Type v) (α : Type u) : Type v := m (Except ε α)

namespace ExceptT
@[inline] def mk {ε : Type u} {m : Type u → Type v} {α : Type u} (x : m (Except ε α)) : ExceptT ε m α := x
@[inline] def run {ε : Type u} {m : Type u → Type v} {α : Type u} (x : ExceptT ε m α) : m (Except ε α) := x
variable {ε : Type u} {m : Type u → Type v} [Monad m] {α β : Type u}
@[inline] protected def pure (a : α) : ExceptT ε m α := ExceptT.mk (pure (.ok a))
@[inline] protected def bind (x : ExceptT ε m α) (f : α → ExceptT ε m β) : ExceptT ε m β := ExceptT.mk do
  match (← x.run) with
  | .ok a => (f a).run
  | .error e => pure (.error e)

@[inline] protected def lift (x : m α) : ExceptT ε m α := ExceptT.mk (Except.ok <$> x)
instance instMonad : Monad (ExceptT ε m) where
  pure := ExceptT.pure
  bind := ExceptT.bind

instance instMonadLift : MonadLift m (ExceptT ε m) := ⟨ExceptT.lift⟩
instance instMonadExceptOf : MonadExceptOf ε (ExceptT ε m) where
  throw e := ExceptT.mk (pure (.error e))
  tryCatch x handle := ExceptT.mk do
    match (← x.run) with
    | .ok a => pure (.ok a)
    | .error e => (handle e).run

end ExceptT

/-! ## Options on top of other effects -/

/-- Failure on top of other effects. -/
def OptionT (m : Type u → Type v) (α : Type u) : Type v := m (Option α)

namespace OptionT
@[inline] def mk {m : Type u → Type v} {α : Type u} (x : m (Option α)) : OptionT m α := x
@[inline] def run {m : Type u → Type v} {α : Type u} (x : OptionT m α) : m (Option α) := x
variable {m : Type u → Type v} [Monad m] {α β : Type u}
@[inline] protected def fail : OptionT m α := OptionT.mk (pure none)
@[inline] protected def lift (x : m α) : OptionT m α := OptionT.mk (some <$> x)
instance instMonad : Monad (OptionT m) where
  pure a := OptionT.mk (pure (some a))
  bind x f := OptionT.mk do
    match (← x.run) with
    | some a => (f a).run
    | none => pure none

instance instMonadLift : MonadLift m (OptionT m) := ⟨OptionT.lift⟩
end OptionT

/-! ## Leaving a block or a loop early

`do` elaborates `return` inside a loop, `break` and `continue` to these transformers when the loop's monad is not
known. -/

/-- Programs that may return early with a value of type `ρ`. -/
abbrev EarlyReturnT (ρ : Type u) (m : Type u → Type v) (α : Type u) : Type v := ExceptT ρ m α

/-- The result of a program that may return early. -/
abbrev EarlyReturn (ρ α : Type u) : Type u := Except ρ α
@[inline] def EarlyReturnT.return {ρ : Type u} {m : Type u → Type v} {α : Type u} [Monad m] (r : ρ) :
    EarlyReturnT ρ m α :=
  ExceptT.mk (pure (.error r))

@[inline] def EarlyReturn.runK {ρ α : Type u} {β : Type v} (x : Except ρ α) (ret : ρ → β) (cont : α → β) : β :=
  match x with
  | .error r => ret r
  | .ok a => cont a

abbrev BreakT (m : Type u → Type v) (α : Type u) : Type v := OptionT m α
@[inline] def BreakT.break {α : Type u} {m : Type u → Type v} [Monad m] : BreakT m α := OptionT.fail

abbrev ContinueT (m : Type u → Type v) (α : Type u) : Type v := OptionT m α
abbrev Continue (α : Type u) : Type u := Option α
@[inline] def ContinueT.continue {α : Type u} {m : Type u → Type v} [Monad m] : ContinueT m α := OptionT.fail
@[inline] def Continue.runK {α : Type u} {β : Type v} (x : Option α) (onContinue : Unit → β) (cont : α → β) : β :=
  match x with
  | some a => cont a
  | none => onContinue ()

/-! ## Reader and state -/

/-- Programs that read a value. -/
def ReaderT (ρ : Type u) (m : Type u → Type v) (α : Type u) : Type (max u v) := ρ → m α

abbrev ReaderM (ρ : Type u) := ReaderT ρ Id

namespace ReaderT
variable {ρ : Type u} {m : Type u → Type v} {α β : Type u}
@[inline] def run (x : ReaderT ρ m α) (r : ρ) : m α := x r
@[inline] protected def read [Monad m] : ReaderT ρ m ρ := pure
instance instMonad [Monad m] : Monad (ReaderT ρ m) where
  pure a := fun _ => pure a
  bind x f := fun r => x r >>= fun a => f a r
  map f x := fun r => f <$> x r

instance instMonadLift : MonadLift m (ReaderT ρ m) := ⟨fun x _ => x⟩
instance instMonadReaderOf [Monad m] : MonadReaderOf ρ (ReaderT ρ m) := ⟨ReaderT.read⟩
instance exceptions {ε : Type u₁} [MonadExceptOf ε m] : MonadExceptOf ε (ReaderT ρ m) where
  throw e := fun _ => throwThe ε e
  tryCatch x handle := fun r => tryCatchThe ε (x r) fun e => handle e r

end ReaderT

/-- Programs with a variable. -/
def StateT (σ : Type u) (m : Type u → Type v) (α : Type u) : Type (max u v) := σ → m (α × σ)

abbrev StateM (σ α : Type u) : Type u := StateT σ Id α

namespace StateT
@[inline] def run {σ : Type u} {m : Type u → Type v} {α : Type u} (x : StateT σ m α) (s : σ) : m (α × σ) := x s
@[inline] def run' {σ : Type u} {m : Type u → Type v} [Functor m] {α : Type u} (x : StateT σ m α) (s : σ) : m α :=
  (·.1) <$> x s

variable {σ : Type u} {m : Type u → Type v} [Monad m] {α β : Type u}
@[inline] protected def get : StateT σ m σ := fun s => pure (s, s)
@[inline] protected def set (s : σ) : StateT σ m PUnit := fun _ => pure (⟨⟩, s)
@[inline] protected def modifyGet (f : σ → α × σ) : StateT σ m α := fun s => pure (f s)
@[inline] protected def lift (x : m α) : StateT σ m α := fun s => x >>= fun a => pure (a, s)
instance instMonad : Monad (StateT σ m) where
  pure a := fun s => pure (a, s)
  bind x f := fun s => x s >>= fun p => f p.1 p.2
  map f x := fun s => x s >>= fun p => pure (f p.1, p.2)

instance instMonadLift : MonadLift m (StateT σ m) := ⟨StateT.lift⟩
instance instMonadStateOf : MonadStateOf σ (StateT σ m) := ⟨StateT.get, StateT.set, StateT.modifyGet⟩
instance exceptions {ε : Type u₁} [MonadExceptOf ε m] : MonadExceptOf ε (StateT σ m) where
  throw e := fun s => throwThe ε e >>= fun a => pure (a, s)
  tryCatch x handle := fun s => tryCatchThe ε (x s) fun e => handle e s

end StateT

instance instMonadStateOfMonadLift {σ : Type u} {m : Type u → Type v} {n : Type u → Type w} [MonadLift m n]
    [MonadStateOf σ m] :
    MonadStateOf σ n where
  get := liftM (m := m) MonadStateOf.get
  set s := liftM (m := m) (MonadStateOf.set s)
  modifyGet f := liftM (m := m) (MonadStateOf.modifyGet f)

instance instMonadReaderOfMonadLift {ρ : Type u} {m : Type u → Type v} {n : Type u → Type w} [MonadLift m n]
    [MonadReaderOf ρ m] :
    MonadReaderOf ρ n := ⟨liftM (m := m) MonadReaderOf.read⟩

/-! ## Evaluation of programs in another monad, for `#eval` -/

class MonadEval (m : semiOutParam (Type u → Type v)) (n : Type u → Type w) where
  monadEval : {α : Type u} → m α → n α

class MonadEvalT (m : Type u → Type v) (n : Type u → Type w) where
  monadEval : {α : Type u} → m α → n α

instance instMonadEvalTOfMonadEval (m : Type u → Type v) (n : Type u → Type w) (o : Type u → Type u₁) [MonadEval n o]
    [MonadEvalT m n] :
    MonadEvalT m o := ⟨fun x => MonadEval.monadEval (m := n) (MonadEvalT.monadEval x)⟩

instance instMonadEvalT (m : Type u → Type v) : MonadEvalT m m := ⟨fun x => x⟩

/-! ## Laws -/

/-- Mapping respects identity and composition. -/
class LawfulFunctor (f : Type u → Type v) [Functor f] : Prop where
  map_const : {α β : Type u} → (Functor.mapConst : α → f β → f α) = Functor.map ∘ Function.const β
  id_map : {α : Type u} → (x : f α) → id <$> x = x
  comp_map : {α β γ : Type u} → (g : α → β) → (h : β → γ) → (x : f α) → (h ∘ g) <$> x = h <$> g <$> x

/-! ## Ranges -/

namespace Std.Legacy

/-- The numbers from `start` below `stop` in steps of `step`, written `[start:stop:step]`. -/
structure Range where
  start : Nat := 0
  stop : Nat
  step : Nat := 1
  step_pos : 0 < step

namespace Range

instance instMembership : Membership Nat Range := ⟨fun r i => r.start ≤ i ∧ i < r.stop ∧ (i - r.start) % r.step = 0⟩

/-- The loop over a range, at most `fuel` rounds. -/
@[specialize] def loop {m : Type u → Type v} [Monad m] {β : Type u} (r : Range) (f : Nat → β → m (ForInStep β)) :
    (fuel i : Nat) → β → m β
  | 0, _, b => pure b
  | fuel + 1, i, b =>
    if i < r.stop then do
      match (← f i b) with
      | .done b => pure b
      | .yield b => loop r f fuel (i + r.step) b
    else pure b

instance instForIn {m : Type u → Type v} [Monad m] : ForIn m Range Nat :=
  ⟨fun r b f => loop r f (r.stop - r.start) r.start b⟩

end Range
end Std.Legacy

/-! ## Loops without a bound

`while` and `repeat` may run for ever, so nothing can be proved about them. -/

/-- What `repeat` iterates over. -/
inductive Lean.Loop where
  | mk

instance instInhabitedOfMonad {α : Type u} {m : Type u → Type v} [Inhabited α] [Monad m] : Inhabited (m α) :=
  ⟨pure default⟩

@[specialize] partial def Lean.Loop.forIn {β : Type u} {m : Type u → Type v} [Monad m] (_ : Lean.Loop) (init : β)
    (f : Unit → β → m (ForInStep β)) : m β :=
  let rec @[specialize] loop (b : β) : m β := do
    match (← f () b) with
    | .done b => pure b
    | .yield b => loop b
  loop init

instance Lean.Loop.instForIn {m : Type u → Type v} [Monad m] : ForIn m Lean.Loop Unit := ⟨Lean.Loop.forIn⟩
