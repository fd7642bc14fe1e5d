prelude
import GateCore.Nat.Simproc

/-!
# Functions

Injective, surjective, bijective; inverses; unique existence.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v w

/-- What the kernel should evaluate at once when it checks a proof by computation. -/
def eagerReduce {α : Sort u} (a : α) : α := a

namespace Function
variable {α : Sort u} {β : Sort v} {γ : Sort w}

@[simp] theorem id_comp (f : α → β) : id ∘ f = f := rfl
@[simp] theorem comp_id (f : α → β) : f ∘ id = f := rfl
theorem comp_assoc {δ : Sort w} {ε : Sort u} (f : γ → δ) (g : β → γ) (h : ε → β) : (f ∘ g) ∘ h = f ∘ g ∘ h := rfl

/-- Different arguments have different values. -/
def Injective (f : α → β) : Prop := ∀ ⦃a₁ a₂⦄, f a₁ = f a₂ → a₁ = a₂

/-- Everything is a value. -/
def Surjective (f : α → β) : Prop := ∀ b, ∃ a, f a = b

/-- Injective and surjective. -/
def Bijective (f : α → β) : Prop := Injective f ∧ Surjective f

/-- `g` undoes `f`. -/
def LeftInverse (g : β → α) (f : α → β) : Prop := ∀ x, g (f x) = x

/-- `f` undoes `g`. -/
def RightInverse (g : β → α) (f : α → β) : Prop := LeftInverse f g

theorem Injective.comp {g : β → γ} {f : α → β} (hg : Injective g) (hf : Injective f) : Injective (g ∘ f) :=
  fun _ _ h => hf (hg h)

theorem Surjective.comp {g : β → γ} {f : α → β} (hg : Surjective g) (hf : Surjective f) : Surjective (g ∘ f) :=
  fun c => by
  obtain ⟨b, rfl⟩ := hg c
  obtain ⟨a, rfl⟩ := hf b
  exact ⟨a, rfl⟩

theorem Bijective.comp {g : β → γ} {f : α → β} (hg : Bijective g) (hf : Bijective f) : Bijective (g ∘ f) :=
  ⟨hg.1.comp hf.1, hg.2.comp hf.2⟩

theorem injective_id : Injective (id : α → α) := fun _ _ h => h
theorem surjective_id : Surjective (id : α → α) := fun a => ⟨a, rfl⟩
theorem LeftInverse.injective {g : β → α} {f : α → β} (h : LeftInverse g f) : Injective f := fun a b e => by
  rw [← h a, e, h b]

theorem RightInverse.surjective {g : β → α} {f : α → β} (h : RightInverse g f) : Surjective f := fun b => ⟨g b, h b⟩
theorem Injective.eq_iff {f : α → β} (h : Injective f) {a b : α} : f a = f b ↔ a = b := ⟨fun e => h e, fun e => e ▸ rfl⟩
theorem Injective.ne {f : α → β} (h : Injective f) {a b : α} : a ≠ b → f a ≠ f b := mt fun e => h e
theorem Surjective.exists {f : α → β} (h : Surjective f) {p : β → Prop} : (∃ b, p b) ↔ ∃ a, p (f a) :=
  ⟨fun ⟨b, hb⟩ => (h b).elim fun a e => ⟨a, e ▸ hb⟩, fun ⟨a, ha⟩ => ⟨f a, ha⟩⟩

/-- A surjection has a right inverse, by choice. -/
theorem Surjective.hasRightInverse {f : α → β} (h : Surjective f) : ∃ g, RightInverse g f :=
  ⟨fun b => Classical.choose (h b), fun b => Classical.choose_spec (h b)⟩

/-- Functions of pairs as functions of two arguments. -/
@[inline] def curry {α : Type u} {β : Type v} {φ : Type w} (f : α × β → φ) (a : α) (b : β) : φ := f (a, b)

/-- Functions of two arguments as functions of pairs. -/
@[inline] def uncurry {α : Type u} {β : Type v} {φ : Type w} (f : α → β → φ) (p : α × β) : φ := f p.1 p.2

@[simp] theorem curry_uncurry {α : Type u} {β : Type v} {φ : Type w} (f : α → β → φ) : curry (uncurry f) = f := rfl
@[simp] theorem uncurry_curry {α : Type u} {β : Type v} {φ : Type w} (f : α × β → φ) : uncurry (curry f) = f := rfl
end Function
