prelude
set_option genCtorIdx false
set_option genInjectivity false
inductive False : Prop
inductive Nat where
  | succ (n : Nat) : Nat
  | zero : Nat
axiom bad : False
theorem target : False := bad
