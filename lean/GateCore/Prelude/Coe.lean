prelude
import GateCore.Prelude.Data

/-!
# Coercions

When a term has type `α` and `β` is expected, the elaborator searches an instance of `CoeT α a β`. The search goes
through a chain: at most one `CoeHead`, then `CoeOut`s (followed from the source), `Coe`s (followed back from the
target), at most one `CoeTail`; `CoeDep` may look at the value.
-/

set_option autoImplicit false
universe u v w

class Coe (α : semiOutParam (Sort u)) (β : Sort v) where
  coe : α → β

class CoeTC (α : Sort u) (β : Sort v) where
  coe : α → β

class CoeOut (α : Sort u) (β : semiOutParam (Sort v)) where
  coe : α → β

class CoeOTC (α : Sort u) (β : Sort v) where
  coe : α → β

class CoeHead (α : Sort u) (β : semiOutParam (Sort v)) where
  coe : α → β

class CoeHTC (α : Sort u) (β : Sort v) where
  coe : α → β

class CoeTail (α : semiOutParam (Sort u)) (β : Sort v) where
  coe : α → β

class CoeHTCT (α : Sort u) (β : Sort v) where
  coe : α → β

class CoeDep (α : Sort u) (_ : α) (β : Sort v) where
  coe : β

class CoeT (α : Sort u) (_ : α) (β : Sort v) where
  coe : β

/-- Lets a term be applied like a function. -/
class CoeFun (α : Sort u) (γ : outParam (α → Sort v)) where
  coe : (f : α) → γ f

/-- Lets a term be used as a type. -/
class CoeSort (α : Sort u) (β : outParam (Sort v)) where
  coe : α → β

attribute [coe_decl] Coe.coe CoeTC.coe CoeOut.coe CoeOTC.coe CoeHead.coe CoeHTC.coe CoeTail.coe CoeHTCT.coe
  CoeDep.coe CoeT.coe CoeFun.coe CoeSort.coe

section
variable {α : Sort u} {β : Sort v} {γ : Sort w}

instance instCoeTCStep [Coe β γ] [CoeTC α β] : CoeTC α γ := ⟨fun a => Coe.coe (CoeTC.coe a : β)⟩
instance instCoeTCOfCoe [Coe α β] : CoeTC α β := ⟨fun a => Coe.coe a⟩
instance instCoeTCRefl : CoeTC α α := ⟨fun a => a⟩
instance instCoeOTCStep [CoeOut α β] [CoeOTC β γ] : CoeOTC α γ := ⟨fun a => CoeOTC.coe (CoeOut.coe a : β)⟩
instance instCoeOTCOfCoeTC [CoeTC α β] : CoeOTC α β := ⟨fun a => CoeTC.coe a⟩
instance instCoeOTCRefl : CoeOTC α α := ⟨fun a => a⟩
instance instCoeHTCStep [CoeHead α β] [CoeOTC β γ] : CoeHTC α γ := ⟨fun a => CoeOTC.coe (CoeHead.coe a : β)⟩
instance instCoeHTCOfCoeOTC [CoeOTC α β] : CoeHTC α β := ⟨fun a => CoeOTC.coe a⟩
instance instCoeHTCRefl : CoeHTC α α := ⟨fun a => a⟩
instance instCoeHTCTStep [CoeTail β γ] [CoeHTC α β] : CoeHTCT α γ := ⟨fun a => CoeTail.coe (CoeHTC.coe a : β)⟩
instance instCoeHTCTOfCoeHTC [CoeHTC α β] : CoeHTCT α β := ⟨fun a => CoeHTC.coe a⟩
instance instCoeHTCTRefl : CoeHTCT α α := ⟨fun a => a⟩
instance instCoeTOfCoeHTCT {a : α} [CoeHTCT α β] : CoeT α a β := ⟨CoeHTCT.coe a⟩
instance instCoeTOfCoeDep {a : α} [CoeDep α a β] : CoeT α a β := ⟨CoeDep.coe a⟩
instance instCoeTRefl {a : α} : CoeT α a α := ⟨a⟩

instance boolToProp : Coe Bool Prop := ⟨fun b => Eq b true⟩
instance boolToSort : CoeSort Bool Prop := ⟨fun b => Eq b true⟩
instance decPropToBool {p : Prop} [Decidable p] : CoeDep Prop p Bool := ⟨decide p⟩
instance subtypeCoe {p : α → Prop} : CoeOut (Subtype p) α := ⟨fun x => x.val⟩
end
