prelude
import GateCore.IO

/-!
# Arrays

Lists with constant-time access in compiled code. In proofs an array is its list of elements. Quotations in macros use
these functions as well.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v

/-- The elements as an array; `#[a, b]` stands for `[a, b].toArray`. -/
@[extern "compiled"] def List.toArray {α : Type u} (xs : List α) : Array α := .mk xs

namespace Array
variable {α : Type u} {β : Type v}

gen_injective_theorems% Array

/-! ## Operations -/

/-- The number of elements. -/
@[extern "lean_array_get_size"] def size {α : Type u} (a : @& Array α) : Nat := a.toList.length

/-- An element added at the end. -/
@[extern "lean_array_push"] def push {α : Type u} (a : Array α) (v : α) : Array α := ⟨a.toList ++ [v]⟩

/-- One array after the other. -/
@[extern "compiled"] protected def append {α : Type u} (as bs : Array α) : Array α := ⟨as.toList ++ bs.toList⟩
@[extern "compiled"] protected def appendCore {α : Type u} (as bs : Array α) : Array α := ⟨as.toList ++ bs.toList⟩

/-- `f` of each element. -/
@[extern "compiled"] def map {α : Type u} {β : Type v} (f : α → β) (as : Array α) : Array β := ⟨as.toList.map f⟩

/-- The elements from `start` up to `stop`. -/
@[extern "compiled"] def extract {α : Type u} (as : @& Array α) (start : @& Nat := 0) (stop : @& Nat := as.size) :
    Array α :=
  ⟨(as.toList.drop start).take (stop - start)⟩

/-- `foldl f b #[x, y] = f (f b x) y` -/
@[extern "compiled"] def foldl {α : Type u} {β : Type v} (f : β → α → β) (init : β) (as : Array α) (start : Nat := 0)
    (stop : Nat := as.size) : β :=
  (as.extract start stop).toList.foldl f init

/-- The elements in the other order. -/
@[extern "compiled"] def reverse {α : Type u} (as : Array α) : Array α := ⟨as.toList.reverse⟩

/-- Is the array empty? -/
@[extern "compiled"] def isEmpty {α : Type u} (as : Array α) : Bool := decide (as.size = 0)

instance instAppend : Append (Array α) := ⟨Array.append⟩
instance instMembership : Membership α (Array α) := ⟨fun as a => a ∈ as.toList⟩
instance elements : GetElem (Array α) Nat α fun as i => i < as.size := ⟨fun as i h => as.toList.get ⟨i, h⟩⟩
instance elements? : GetElem? (Array α) Nat α fun as i => i < as.size where
  getElem? as i := as.toList[i]?

instance loop {m : Type u → Type v} [Monad m] {α : Type u} : ForIn m (Array α) α := ⟨fun as b f => as.toList.forIn b f⟩
instance decideEq [DecidableEq α] : DecidableEq (Array α) := fun a b =>
  match a, b with
  | ⟨a⟩, ⟨b⟩ => if h : a = b then isTrue (congrArg Array.mk h) else isFalse fun e => h (Array.mk.inj e)

instance representation [Repr α] : Repr (Array α) := ⟨fun as _ =>
  Std.Format.bracket "#[" (Std.Format.joinWith repr ("," ++ Std.Format.line) as.toList) "]"⟩

instance text [ToString α] : ToString (Array α) := ⟨fun as => "#" ++ toString as.toList⟩

/-! ## Small arrays, for quotations -/

def mkArray0 {α : Type u} : Array α := ⟨[]⟩
def mkArray1 {α : Type u} (a₁ : α) : Array α := ⟨[a₁]⟩
def mkArray2 {α : Type u} (a₁ a₂ : α) : Array α := ⟨[a₁, a₂]⟩
def mkArray3 {α : Type u} (a₁ a₂ a₃ : α) : Array α := ⟨[a₁, a₂, a₃]⟩
def mkArray4 {α : Type u} (a₁ a₂ a₃ a₄ : α) : Array α := ⟨[a₁, a₂, a₃, a₄]⟩
def mkArray5 {α : Type u} (a₁ a₂ a₃ a₄ a₅ : α) : Array α := ⟨[a₁, a₂, a₃, a₄, a₅]⟩
def mkArray6 {α : Type u} (a₁ a₂ a₃ a₄ a₅ a₆ : α) : Array α := ⟨[a₁, a₂, a₃, a₄, a₅, a₆]⟩
def mkArray7 {α : Type u} (a₁ a₂ a₃ a₄ a₅ a₆ a₇ : α) : Array α := ⟨[a₁, a₂, a₃, a₄, a₅, a₆, a₇]⟩
def mkArray8 {α : Type u} (a₁ a₂ a₃ a₄ a₅ a₆ a₇ a₈ : α) : Array α := ⟨[a₁, a₂, a₃, a₄, a₅, a₆, a₇, a₈]⟩

/-! ## Laws -/

@[ext] protected theorem ext' {as bs : Array α} (h : as.toList = bs.toList) : as = bs := by
  cases as; cases bs; cases h; rfl

@[simp] theorem toList_toArray (xs : List α) : xs.toArray.toList = xs := rfl
@[simp] theorem toArray_toList (as : Array α) : as.toList.toArray = as := rfl
@[simp] theorem toList_push (as : Array α) (v : α) : (as.push v).toList = as.toList ++ [v] := rfl
@[simp] theorem toList_append (as bs : Array α) : (as ++ bs).toList = as.toList ++ bs.toList := rfl
@[simp] theorem toList_map (f : α → β) (as : Array α) : (as.map f).toList = as.toList.map f := rfl
@[simp] theorem toList_reverse (as : Array α) : as.reverse.toList = as.toList.reverse := rfl
@[simp] theorem length_toList (as : Array α) : as.toList.length = as.size := rfl
@[simp] theorem size_toArray (xs : List α) : xs.toArray.size = xs.length := rfl
@[simp] theorem size_push (as : Array α) (v : α) : (as.push v).size = as.size + 1 := by
  rw [← length_toList, toList_push, List.length_append]; rfl

@[simp] theorem size_append (as bs : Array α) : (as ++ bs).size = as.size + bs.size := by
  rw [← length_toList, toList_append, List.length_append]; rfl

@[simp] theorem size_map (f : α → β) (as : Array α) : (as.map f).size = as.size := List.length_map f
@[simp] theorem size_reverse (as : Array α) : as.reverse.size = as.size := List.length_reverse
@[simp] theorem mem_toList {a : α} {as : Array α} : a ∈ as.toList ↔ a ∈ as := Iff.rfl
@[simp] theorem getElem_toList {as : Array α} {i : Nat} (h : i < as.size) : as.toList[i] = as[i] := rfl
end Array
