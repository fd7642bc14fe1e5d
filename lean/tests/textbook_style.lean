/-! A mixture as textbooks have it: connectives, quantifiers, inductive families, classes, recursion, quotients,
  macros -/

variable (p q r s : Prop)
example : p ∧ q ↔ q ∧ p := ⟨fun ⟨a, b⟩ => ⟨b, a⟩, fun ⟨a, b⟩ => ⟨b, a⟩⟩
example : (p ∨ q) ∨ r ↔ p ∨ (q ∨ r) := or_assoc
example : p ∧ (q ∨ r) ↔ (p ∧ q) ∨ (p ∧ r) := and_or_left
example : ¬(p ∧ ¬p) := fun h => h.right h.left
example : (p → q) → (¬q → ¬p) := fun h hq hp => absurd (h hp) hq
example (hpq : p → q) (hnq : ¬q) : ¬p := fun hp : p => show False from hnq (hpq hp)
open Classical
example : ¬(p ∧ q) → ¬p ∨ ¬q := fun h => byCases (fun hp : p => Or.inr (fun hq => h ⟨hp, hq⟩)) Or.inl

theorem dne {p : Prop} (h : ¬¬p) : p := Or.elim (em p) (fun hp : p => hp) (fun hnp : ¬p => absurd hnp h)

section

variable (α : Type) (p q : α → Prop)
example : (∀ x, p x ∧ q x) ↔
  (∀ x, p x) ∧ (∀ x, q x) := ⟨fun h => ⟨fun x => (h x).1, fun x => (h x).2⟩, fun h x => ⟨h.1 x, h.2 x⟩⟩
example (h : ∃ x, p x ∧ q x) : ∃ x, q x ∧ p x := let ⟨w, hpw, hqw⟩ := h; ⟨w, hqw, hpw⟩
example : (∃ x, p x ∨ q x) ↔ (∃ x, p x) ∨ (∃ x, q x) := by
  apply Iff.intro
  . rintro ⟨x, h | h⟩
    . exact Or.inl ⟨x, h⟩
    . exact Or.inr ⟨x, h⟩
  . rintro (⟨x, h⟩ | ⟨x, h⟩)
    . exact ⟨x, Or.inl h⟩
    . exact ⟨x, Or.inr h⟩

end

def is_even (a : Nat) := ∃ b, a = 2 * b

theorem even_plus_even (h1 : is_even a) (h2 : is_even b) : is_even (a + b) :=
  match h1, h2 with
  | ⟨w1, hw1⟩, ⟨w2, hw2⟩ => ⟨w1 + w2, by rw [hw1, hw2, Nat.mul_add]⟩

inductive Weekday where
  | sunday | monday | tuesday
  deriving Repr

namespace Weekday

def next (d : Weekday) : Weekday :=
  match d with
  | sunday => monday
  | monday => tuesday
  | tuesday => sunday

#eval next sunday

theorem nn (d : Weekday) : next (next (next d)) = d := by cases d <;> rfl

end Weekday
universe u

inductive MyList (α : Type u) where
  | nil : MyList α
  | cons : α → MyList α → MyList α
  deriving Repr

structure Point (α : Type u) where
  mk :: (x : α) (y : α)
  deriving Repr

def Point.add (p q : Point Nat) := mk (p.x + q.x) (p.y + q.y)

#eval (Point.mk 1 2).add ⟨3, 4⟩
#check Point.rec

class Add' (α : Type u) where
  add : α → α → α

instance : Add' Nat where
  add := Nat.add

def double [Add' α] (x : α) : α := Add'.add x x

#eval double 10

instance [Add' α] [Add' β] : Add' (α × β) where
  add x y := (Add'.add x.1 y.1, Add'.add x.2 y.2)

def bar (b : Bool) : Nat := if b then 1 else 2

example (x : Nat) (h : x > 0) : x ≠ 0 := by
  intro h'
  simp [h'] at h

def fibFast (n : Nat) : Nat := (loop n).2
where
  loop : Nat → Nat × Nat
    | 0 => (0, 1)
    | n + 1 => let p := loop n; (p.2, p.1 + p.2)

#eval fibFast 100

theorem foo (a b c d e : Nat) (h1 : a = b) (h2 : b = c + 1) (h3 : c = d) (h4 : e = 1 + d) : a = e := by
  calc
    a = b := by rw [h1]
    _ = c + 1 := by rw [h2]
    _ = d + 1 := by rw [h3]
    _ = 1 + d := by rw [Nat.add_comm]
    _ = e := by rw [h4]

example (f : Nat → Nat) (k : Nat) (h1 : f 0 = 0) (h2 : k = 0) : f k = 0 := by rw [h2, h1]

example (x y z : Nat) : (x + 0) * (0 + y * 1 + z * 0) = x * y := by simp

example (x y : Nat) (p : Nat → Prop) (h : p (x * y)) : p (y * x) := by rw [Nat.mul_comm]; assumption

example (p : Nat → Prop) (h : p 0) (hs : ∀ n, p n → p (n + 1)) (n : Nat) : p n := Nat.rec h (fun n ih => hs n ih) n
example : ∀ n : Nat, n ≥ 0 := fun n => Nat.zero_le n

def tail1 {α : Type u} : List α → List α
  | [] => []
  | _ :: as => as

example (a b : Nat) : a + b = b + a := by
  have h := Nat.add_comm a b
  exact h

example : ∃ x, x + 2 = 8 := by
  let a : Nat := 3 * 2
  exists a

syntax "triv" : tactic
macro_rules | `(tactic| triv) => `(tactic| assumption)
example (h : p) : p := by triv

macro_rules | `(tactic| triv) => `(tactic| apply And.intro <;> triv)
example (hp : p) (hq : q) : p ∧ q := by triv

def natToBin (x : Nat) : List Nat :=
  match x with
  | 0 => [0]
  | 1 => [1]
  | x + 2 =>
    have : (x + 2) / 2 < x + 2 := by omega
    natToBin ((x + 2) / 2) ++ [x % 2]

#eval natToBin 1234567

def gcd' (m n : Nat) : Nat := if h : n = 0 then m else gcd' n (m % n)
termination_by n
decreasing_by exact Nat.mod_lt _ (Nat.pos_of_ne_zero h)

#eval gcd' 12 18

def Even : Nat → Prop := fun n => n % 2 = 0

instance : DecidablePred Even := fun n => inferInstanceAs (Decidable (n % 2 = 0))

example : Even 4 := by decide

inductive Vector' (α : Type u) : Nat → Type u where
  | nil : Vector' α 0
  | cons : α → {n : Nat} → Vector' α n → Vector' α (n + 1)

namespace Vector'

def map (f : α → β → γ) : {n : Nat} → Vector' α n → Vector' β n → Vector' γ n
  | 0, nil, nil => nil
  | _ + 1, cons a as, cons b bs => cons (f a b) (map f as bs)

end Vector'

def mod7Rel (x y : Int) : Prop := x % 7 = y % 7

instance mod7 : Setoid Int := ⟨mod7Rel, ⟨fun _ => rfl, fun h => h.symm, fun h g => h.trans g⟩⟩

def Z7 := Quotient mod7

example (x y : Int) (h : x ≈ y) : Quotient.mk mod7 x = Quotient.mk mod7 y := Quotient.sound h

partial def collatz (n : Nat) : Nat := if n ≤ 1 then 0 else collatz (if n % 2 = 0 then n / 2 else 3 * n + 1) + 1

#eval collatz 27

opaque secret : Nat

noncomputable def pick (α : Type) [h : Nonempty α] : α := Classical.choice h

theorem ex (a b : Nat) (h : a = b) : b = a := by
  match h with
  | rfl => rfl

example (a b c : Nat) (h : a < b) (h2 : b < c) : ¬ c ≤ a := by
  intro h3
  exact absurd (Nat.lt_trans h h2) (Nat.not_lt.mpr h3)

example (xs : List Nat) : xs.length = 0 → xs = [] := by
  cases xs <;> intro h
  · rfl
  · contradiction

theorem and_swap' : p ∧ q ↔ q ∧ p := by
  constructor
  all_goals
    intro h
    obtain ⟨h1, h2⟩ := h
    constructor <;> assumption

example (a b c : Nat) : a * b * c = c * b * a := by
  rw [Nat.mul_assoc, Nat.mul_comm, Nat.mul_comm b c]

example (m n : Nat) (h : m.succ = n.succ) : m = n := by injection h

example (x : Nat) (h : x = 3) : x * x = 9 := by subst h; rfl

example (x y : Nat) : x = y ∨ x ≠ y := by
  by_cases h : x = y
  case pos => exact Or.inl h
  case neg => exact Or.inr h
