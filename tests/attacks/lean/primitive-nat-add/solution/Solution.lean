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
protected noncomputable def Nat.add (n m : Nat) : Nat := Nat.zero
theorem e1 : Eq (Nat.add 2 2) (4 : Nat) := Eq.refl (4 : Nat)
theorem e2 (n m : Nat) : Eq (Nat.add n m) Nat.zero := Eq.refl Nat.zero
noncomputable def isZero (n : Nat) : Prop := Nat.rec (motive := fun _ => Prop) True (fun _ _ => False) n
theorem zero_four : Eq Nat.zero 4 := Eq.rec (motive := fun x _ => Eq x 4) e1 (e2 2 2)
theorem target : False := @Eq.rec Nat Nat.zero (fun x _ => isZero x) True.intro 4 zero_four
