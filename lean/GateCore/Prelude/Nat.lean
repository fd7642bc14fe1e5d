prelude
import GateCore.Prelude.Classes

/-!
# Natural numbers: addition to order

The kernel evaluates `Nat.add`, `Nat.sub`, `Nat.mul`, `Nat.pow`, `Nat.beq` and `Nat.ble` on numerals with big-number
arithmetic and trusts that the definitions mean the same. So they are defined by the usual recursions. (Division,
`gcd`, `log2` and the bitwise operations, which the kernel also evaluates, are in `GateCore.Nat.Basic`.)
-/

set_option autoImplicit false
set_option linter.defProp false
set_option linter.unusedVariables false
universe u v w

/-! ## Arithmetic -/

instance instInhabitedNat : Inhabited Nat := ⟨Nat.zero⟩

set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_add"] protected def Nat.add (n : Nat) (m : Nat) : Nat :=
  match m with
  | .zero => n
  | .succ m => .succ (Nat.add n m)

instance instAddNat : Add Nat := ⟨Nat.add⟩

set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_mul"] protected def Nat.mul (n : Nat) (m : Nat) : Nat :=
  match m with
  | .zero => Nat.zero
  | .succ m => Nat.add (Nat.mul n m) n

instance instMulNat : Mul Nat := ⟨Nat.mul⟩

set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_pow"] protected def Nat.pow (m : Nat) (n : Nat) : Nat :=
  match n with
  | .zero => .succ .zero
  | .succ n => Nat.mul (Nat.pow m n) m

instance instNatPowNat : NatPow Nat := ⟨Nat.pow⟩

set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_pred"] def Nat.pred (n : Nat) : Nat :=
  match n with
  | .zero => .zero
  | .succ n => n

set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_sub"] protected def Nat.sub (n : Nat) (m : Nat) : Nat :=
  match m with
  | .zero => n
  | .succ m => Nat.pred (Nat.sub n m)

instance instSubNat : Sub Nat := ⟨Nat.sub⟩

set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_dec_eq"] def Nat.beq (n : Nat) (m : Nat) : Bool :=
  match n with
  | .zero => (match m with | .zero => true | .succ _ => false)
  | .succ n => (match m with | .zero => false | .succ m => Nat.beq n m)

set_option bootstrap.genMatcherCode false in
@[extern "lean_nat_dec_le"] def Nat.ble (n : Nat) (m : Nat) : Bool :=
  match n with
  | .zero => true
  | .succ n => (match m with | .zero => false | .succ m => Nat.ble n m)

attribute [match_pattern] Nat.add

/-! ## Equality is decidable -/

theorem Nat.eq_of_beq_eq_true (n : Nat) : (m : Nat) → Eq (Nat.beq n m) true → Eq n m :=
  n.rec (motive := fun n => (m : Nat) → Eq (Nat.beq n m) true → Eq n m)
    (fun m => m.rec (motive := fun m => Eq (Nat.beq .zero m) true → Eq Nat.zero m) (fun _ => rfl)
      (fun _ _ h => Bool.noConfusion h))
    (fun n ih m => m.rec (motive := fun m => Eq (Nat.beq (.succ n) m) true → Eq (Nat.succ n) m)
      (fun h => Bool.noConfusion h) (fun m _ h => congrArg Nat.succ (ih m h)))

theorem Nat.beq_self (n : Nat) : Eq (Nat.beq n n) true := n.rec rfl (fun _ ih => ih)

theorem noConfusion_of_Nat.aux (a : Nat) : (Nat.beq a a).rec (motive := fun _ => Prop) False True :=
  Eq.ndrec (a := true) (motive := fun x => Bool.rec (motive := fun _ => Prop) False True x)
    True.intro (Nat.beq_self a).symm

theorem noConfusion_of_Nat {α : Sort u} (f : α → Nat) {a b : α} (h : Eq a b) :
    (Nat.beq (f a) (f b)).rec (motive := fun _ => Prop) False True :=
  h.rec (motive := fun x _ => (Nat.beq (f a) (f x)).rec (motive := fun _ => Prop) False True)
    (noConfusion_of_Nat.aux (f a))

theorem Nat.ne_of_beq_eq_false {n m : Nat} (h : Eq (Nat.beq n m) false) : Not (Eq n m) :=
  fun e => Bool.noConfusion (h.symm.trans (e.rec (motive := fun x _ => Eq (Nat.beq n x) true) (Nat.beq_self n)))

@[extern "lean_nat_dec_eq"] def Nat.decEq (n m : Nat) : Decidable (Eq n m) :=
  match h : Nat.beq n m with
  | true => isTrue (Nat.eq_of_beq_eq_true n m h)
  | false => isFalse (Nat.ne_of_beq_eq_false h)

instance instDecidableEqNat : DecidableEq Nat := Nat.decEq

/-! ## Constructors as numbers

The elaborator states that constructors of an enumeration differ through these. -/

abbrev noConfusionTypeEnum {α : Sort u} (f : α → Nat) (P : Sort w) (x y : α) : Sort w :=
  (Nat.decEq (f x) (f y)).casesOn (fun _ => P) (fun _ => P → P)

abbrev noConfusionEnum {α : Sort u} (f : α → Nat) {P : Sort w} {x y : α} (h : Eq x y) : noConfusionTypeEnum f P x y :=
  Decidable.casesOn (motive := fun inst => Decidable.casesOn (motive := fun _ => Sort w) inst (fun _ => P)
    (fun _ => P → P))
    (Nat.decEq (f x) (f y)) (fun h' => False.elim (h' (congrArg f h))) (fun _ => fun x => x)

def Nat.ctorIdx (n : Nat) : Nat := n.casesOn .zero (fun _ => .succ .zero)

def Bool.ctorIdx (b : Bool) : Nat := b.casesOn .zero (.succ .zero)

def Decidable.ctorIdx {p : Prop} (d : Decidable p) : Nat := d.casesOn (fun _ => .zero) (fun _ => .succ .zero)

/-! ## Order -/

inductive Nat.le (n : Nat) : Nat → Prop where
  | refl : Nat.le n n
  | step {m : Nat} (h : Nat.le n m) : Nat.le n (.succ m)

instance instLENat : LE Nat := ⟨Nat.le⟩

protected def Nat.lt (n m : Nat) : Prop := Nat.le (.succ n) m

instance instLTNat : LT Nat := ⟨Nat.lt⟩

theorem Nat.zero_le (n : Nat) : LE.le Nat.zero n := n.rec Nat.le.refl (fun _ ih => Nat.le.step ih)

theorem Nat.succ_le_succ {n m : Nat} (h : LE.le n m) : LE.le (Nat.succ n) (Nat.succ m) :=
  h.rec Nat.le.refl (fun _ ih => Nat.le.step ih)

protected theorem Nat.le_trans {n m k : Nat} (h₁ : LE.le n m) (h₂ : LE.le m k) : LE.le n k :=
  h₂.rec h₁ (fun _ ih => Nat.le.step ih)

theorem Nat.pred_le_pred {n m : Nat} (h : LE.le n m) : LE.le (Nat.pred n) (Nat.pred m) :=
  h.rec Nat.le.refl (fun {k} _ ih => k.rec (motive := fun k => LE.le (Nat.pred n) (Nat.pred k) → LE.le (Nat.pred n) k)
    (fun h => h) (fun _ _ h => Nat.le.step h) ih)

theorem Nat.le_of_succ_le_succ {n m : Nat} (h : LE.le (Nat.succ n) (Nat.succ m)) : LE.le n m := Nat.pred_le_pred h

theorem Nat.le_of_ble_eq_true (n : Nat) : (m : Nat) → Eq (Nat.ble n m) true → LE.le n m :=
  n.rec (motive := fun n => (m : Nat) → Eq (Nat.ble n m) true → LE.le n m) (fun m _ => Nat.zero_le m)
    (fun n ih m => m.rec (motive := fun m => Eq (Nat.ble (.succ n) m) true → LE.le (Nat.succ n) m)
      (fun h => Bool.noConfusion h) (fun m _ h => Nat.succ_le_succ (ih m h)))

theorem Nat.ble_self (n : Nat) : Eq (Nat.ble n n) true := n.rec rfl (fun _ ih => ih)

theorem Nat.ble_succ (n : Nat) : (m : Nat) → Eq (Nat.ble n m) true → Eq (Nat.ble n (.succ m)) true :=
  n.rec (motive := fun n => (m : Nat) → Eq (Nat.ble n m) true → Eq (Nat.ble n (.succ m)) true) (fun _ _ => rfl)
    (fun _ ih m => m.rec (motive := fun m => Eq (Nat.ble (.succ _) m) true → Eq (Nat.ble (.succ _) (.succ m)) true)
      (fun h => Bool.noConfusion h) (fun m _ h => ih m h))

theorem Nat.ble_eq_true_of_le {n m : Nat} (h : LE.le n m) : Eq (Nat.ble n m) true :=
  h.rec (Nat.ble_self n) (fun {m} _ ih => Nat.ble_succ n m ih)

theorem Nat.not_le_of_not_ble_eq_true {n m : Nat} (h : Not (Eq (Nat.ble n m) true)) : Not (LE.le n m) :=
  fun h' => absurd (Nat.ble_eq_true_of_le h') h

@[extern "lean_nat_dec_le"] instance Nat.decLe (n m : Nat) : Decidable (LE.le n m) :=
  match h : Nat.ble n m with
  | true => isTrue (Nat.le_of_ble_eq_true n m h)
  | false => isFalse (Nat.not_le_of_not_ble_eq_true (fun e => Bool.noConfusion (e.symm.trans h)))

@[extern "lean_nat_dec_lt"] instance Nat.decLt (n m : Nat) : Decidable (LT.lt n m) := Nat.decLe (.succ n) m
