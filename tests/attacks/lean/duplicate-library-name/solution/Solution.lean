prelude
set_option genCtorIdx false
set_option genInjectivity false
inductive False : Prop
inductive Nat where
  | zero : Nat
  | succ (n : Nat) : Nat
class Max (α : Type) where
  max : α → α → α
instance : Max Nat := ⟨fun a _ => a⟩
inductive Eq {α : Type} : α → α → Prop where
  | refl (a : α) : Eq a a
theorem target (a b : Nat) : Eq (Max.max a b) a := Eq.refl a
