prelude
import GateCore.WellFounded

/-!
# Laws of operations

Classes for associativity, commutativity, idempotence and neutral elements.
-/

set_option autoImplicit false
universe u v

namespace Std

class Associative {α : Sort u} (op : α → α → α) : Prop where
  assoc : (a b c : α) → op (op a b) c = op a (op b c)

class Commutative {α : Sort u} (op : α → α → α) : Prop where
  comm : (a b : α) → op a b = op b a

class IdempotentOp {α : Sort u} (op : α → α → α) : Prop where
  idempotent : (x : α) → op x x = x

class LeftIdentity {α : Sort u} {β : Sort v} (op : α → β → β) (o : outParam α) : Prop

class LawfulLeftIdentity {α : Sort u} {β : Sort v} (op : α → β → β) (o : outParam α) :
    Prop extends LeftIdentity op o where
  left_id : ∀ a, op o a = a

class RightIdentity {α : Sort u} {β : Sort v} (op : α → β → α) (o : outParam β) : Prop

class LawfulRightIdentity {α : Sort u} {β : Sort v} (op : α → β → α) (o : outParam β) :
    Prop extends RightIdentity op o where
  right_id : ∀ a, op a o = a

class Identity {α : Sort u} (op : α → α → α) (o : outParam α) : Prop extends LeftIdentity op o, RightIdentity op o

class LawfulIdentity {α : Sort u} (op : α → α → α) (o : outParam α) : Prop
    extends Identity op o, LawfulLeftIdentity op o, LawfulRightIdentity op o

end Std

instance Nat.instAssociativeAdd : Std.Associative (α := Nat) (· + ·) := ⟨Nat.add_assoc⟩
instance Nat.instCommutativeAdd : Std.Commutative (α := Nat) (· + ·) := ⟨Nat.add_comm⟩
instance Nat.instAssociativeMul : Std.Associative (α := Nat) (· * ·) := ⟨Nat.mul_assoc⟩
instance Nat.instCommutativeMul : Std.Commutative (α := Nat) (· * ·) := ⟨Nat.mul_comm⟩
instance Nat.instLawfulIdentityAdd : Std.LawfulIdentity (α := Nat) (· + ·) 0 where
  left_id := Nat.zero_add
  right_id := Nat.add_zero

instance Nat.instLawfulIdentityMul : Std.LawfulIdentity (α := Nat) (· * ·) 1 where
  left_id := Nat.one_mul
  right_id := Nat.mul_one

instance instAssociativeAnd : Std.Associative And := ⟨fun _ _ _ => propext and_assoc⟩
instance instCommutativeAnd : Std.Commutative And := ⟨fun _ _ => propext and_comm⟩
instance instIdempotentOpAnd : Std.IdempotentOp And := ⟨and_self⟩
instance instAssociativeOr : Std.Associative Or := ⟨fun _ _ _ => propext or_assoc⟩
instance instCommutativeOr : Std.Commutative Or := ⟨fun _ _ => propext or_comm⟩
instance instIdempotentOpOr : Std.IdempotentOp Or := ⟨or_self⟩
instance Bool.instAssociativeAnd : Std.Associative Bool.and := ⟨Bool.and_assoc⟩
instance Bool.instCommutativeAnd : Std.Commutative Bool.and := ⟨Bool.and_comm⟩
instance Bool.instAssociativeOr : Std.Associative Bool.or := ⟨Bool.or_assoc⟩
instance Bool.instCommutativeOr : Std.Commutative Bool.or := ⟨Bool.or_comm⟩
