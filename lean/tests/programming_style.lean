/-! Coercions, functors and monads, algebraic classes, `conv`, matching, texts, inductive predicates -/

/-! Coercions -/

structure Pos where
  succ ::
  pred : Nat

instance : OfNat Pos (n + 1) where
  ofNat := Pos.succ n
#check (3 : Pos)

instance : Coe Pos Nat := ⟨fun p => p.pred + 1⟩
def useNat (n : Nat) : Nat := n
#eval useNat (3 : Pos)

structure Adder where
  howMuch : Nat

instance : CoeFun Adder (fun _ => Nat → Nat) := ⟨fun a => (· + a.howMuch)⟩
#eval (Adder.mk 5) 3

structure Monoid' where
  Carrier : Type
  neutral : Carrier
  op : Carrier → Carrier → Carrier

instance : CoeSort Monoid' Type := ⟨fun m => m.Carrier⟩
def foldMap (M : Monoid') (f : α → M) (xs : List α) : M := xs.foldl (fun acc x => M.op acc (f x)) M.neutral

/-! Functor instance -/

instance : Functor List where
  map := List.map
#eval (· + 1) <$> [1, 2, 3]

instance : Monad List where
  pure x := [x]
  bind xs f := xs.flatMap f
#eval do let x ← [1, 2]; let y ← [10, 20]; return x + y

class Group (G : Type u) extends Mul G, Inv G, One G where
  mul_assoc : ∀ a b c : G, a * b * c = a * (b * c)
  one_mul : ∀ a : G, 1 * a = a
  inv_mul : ∀ a : G, a⁻¹ * a = 1

theorem Group.mul_left_cancel [Group G] {a b c : G} (h : a * b = a * c) : b = c := by
  rw [← one_mul b, ← inv_mul a, mul_assoc, h, ← mul_assoc, inv_mul, one_mul]

/-! Conv -/
example (a b c : Nat) : (a * b) * c = b * (a * c) := by
  conv =>
    lhs
    congr
    · rw [Nat.mul_comm]
  rw [Nat.mul_assoc]
example : (fun x : Nat => 0 + x) = (fun x => x) := by
  conv =>
    lhs
    intro x
    rw [Nat.zero_add]
example (f : Nat → Nat → Nat) (g : Nat → Nat) (h₁ : ∀ x, x ≠ 0 → f x x = 1) (h₂ : ∀ x, x ≠ 0 → g x = x) (x : Nat)
  (hx : x ≠ 0) : g x + f x x = x + 1 := by
  conv =>
    lhs
    arg 1
    rw [h₂ x hx]
  rw [h₁ x hx]

/-! Anonymous have, show from, by exact, nested -/
example (p q r : Prop) (hpq : p → q) (hqr : q → r) : p → r :=
  fun hp =>
  have hq := hpq hp
  show r from hqr hq
example (a b c d : Nat) (hab : a = b) (hcb : c = b) (hcd : c = d) : a = d :=
  calc a
    _ = b := hab
    _ = c := hcb.symm
    _ = d := hcd

/-! Match with multiple, if let, guards -/

def f (n m : Nat) : Nat := match n, m with
  | 0, _ => 0
  | _, 0 => 1
  | n + 1, m + 1 => n + m
example : f 3 4 = 5 := rfl
def g (xs : List Nat) : Nat := match xs with
  | x :: y :: _ => x + y
  | [x] => x
  | [] => 0

def lookup [BEq α] (k : α) : List (α × β) → Option β
  | [] => none
  | (a, b) :: rest => if a == k then some b else lookup k rest
#eval lookup "b" [("a", 1), ("b", 2)]

/-! String operations -/
#eval "abc".toList.reverse
#eval String.ofList ['a', 'b']
#eval s!"{(1, 2)} {[1,2]} {some 3}"

/-! Subtype, sigma, exists unique -/

def evens : Type := { n : Nat // n % 2 = 0 }
example : evens := ⟨4, rfl⟩

/-! Propositional extensionality -/
example (p q : Prop) (hp : p) (hq : q) : p = q := propext ⟨fun _ => hq, fun _ => hp⟩

/-! Universe polymorphism -/

def ident.{v} {α : Type v} (a : α) := a

/-! Inductive predicate -/

inductive Reach {α : Type} (r : α → α → Prop) : α → α → Prop where
  | refl (a : α) : Reach r a a
  | step {a b c : α} (h : r a b) (t : Reach r b c) : Reach r a c

theorem Reach.trans {α : Type} {r : α → α → Prop} {a b c : α} (h : Reach r a b) (t : Reach r b c) : Reach r a c := by
  induction h with
  | refl => exact t
  | step h _ ih => exact .step h (ih t)

theorem Reach.single {r : α → α → Prop} (h : r a b) : Reach r a b := .step h (.refl b)

/-! Decidable eq deriving with params, hashing -/

structure Cfg where
  name : String
  size : Nat := 3
  deriving Repr, DecidableEq, BEq, Hashable
#eval ({ name := "x" } : Cfg)
example : ({ name := "x" } : Cfg) = ⟨"x", 3⟩ := by decide

/-! Simp attributes and lemmas -/

@[simp] theorem my_simp (n : Nat) : n * 0 + n = n := by simp
example (n : Nat) : n * 0 + n = n := by simp only [my_simp]
example (x : Nat) (h : x = 1 ∨ x = 2) : x < 3 := by
  cases h <;> simp_all
example (x y : Nat) (h : x = y) : y = x := by
  simp only [h]
example (p : Nat → Prop) (h : ∀ x, p x ↔ x > 3) : p 5 := by
  simp [h]
example (a b c : Prop) : a ∧ b ∧ c → c ∧ a := by
  simp +contextual
example (a b : Nat) (h₁ : a ≤ b) (h₂ : ¬ a = b) : a < b := by
  omega
example : ∃ f : Nat → Nat, ∀ x, f x = x + 1 := ⟨fun x => x + 1, fun _ => rfl⟩
example (xs : List Nat) (h : xs.length = 2) : ∃ a b, xs = [a, b] := by
  match xs, h with
  | [a, b], _ => exact ⟨a, b, rfl⟩
example (n : Nat) (h : n ∈ [2, 4, 6]) : n % 2 = 0 := by
  simp at h
  rcases h with rfl | rfl | rfl <;> rfl

theorem even_sq (n : Nat) (h : n % 2 = 0) : (n * n) % 2 = 0 := by
  simp [Nat.mul_mod, h]

local macro "obv" : tactic => `(tactic| first | rfl | assumption | omega)
example (a : Nat) (h : a > 2) : a ≥ 2 := by obv
set_option maxRecDepth 2000 in
example : (List.range 50).sum = 1225 := by decide
example : (List.range 50).foldl (· + ·) 0 = 1225 := by rfl
example (a b : Nat) : a + b - b = a := by simp
example (a b c : Nat) (h : b ≤ a) : a - b + b = a := by simp [h]
example (a b c : Nat) (h : a ≤ b) (h2 : b ≤ c) : a ≤ c := by
  exact Nat.le_trans ‹a ≤ b› ‹b ≤ c›
example (p : Prop) : ¬(p ↔ ¬p) := by
  intro h
  have hnp : ¬p := fun hp => (h.mp hp) hp
  exact hnp (h.mpr hnp)
example (p q : Prop) : (¬p ∨ q) ↔ (p → q) := by
  constructor
  · rintro (h | h) hp
    · exact absurd hp h
    · exact h
  · intro h
    by_cases hp : p
    · exact .inr (h hp)
    · exact .inl hp
