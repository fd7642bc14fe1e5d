prelude
set_option genCtorIdx false
set_option genInjectivity false
universe u v
unsafe axiom lcErased : Type
unsafe axiom lcAny : Type
inductive False : Prop
inductive True : Prop where
  | intro : True
inductive Eq {α : Sort u} : α → α → Prop where
  | refl (a : α) : Eq a a
inductive Nat where
  | zero : Nat
  | succ (n : Nat) : Nat
class OfNat (α : Type u) (_ : Nat) where
  ofNat : α
noncomputable instance instOfNatNat (n : Nat) : OfNat Nat n := ⟨n⟩
noncomputable def Nat.gcd (n m : Nat) : Nat := Nat.zero
theorem e1 : Eq (Nat.gcd 6 4) (2 : Nat) := Eq.refl (2 : Nat)
theorem e2 (n m : Nat) : Eq (Nat.gcd n m) Nat.zero := Eq.refl Nat.zero
noncomputable def isZero (n : Nat) : Prop := Nat.rec (motive := fun _ => Prop) True (fun _ _ => False) n
theorem zero_two : Eq Nat.zero 2 := Eq.rec (motive := fun x _ => Eq x 2) e1 (e2 6 4)
theorem target : False := @Eq.rec Nat Nat.zero (fun x _ => isZero x) True.intro 2 zero_two
