/-! Structures, inheritance, defaults, classes, instances, anonymous constructors, projections, `@[ext]`,
  inductive types
and predicates -/

structure Point where
  x : Nat
  y : Nat

def Point.swap (p : Point) : Point := { x := p.y, y := p.x }

theorem Point.swap_swap (p : Point) : p.swap.swap = p := rfl

theorem Point.update (p : Point) : { p with x := 3 }.y = p.y := rfl

structure Base where
  a : Nat := 3

structure Derived extends Base where
  b : Nat

example : ({ b := 2 } : Derived).a = 3 := rfl

@[ext] structure Pair where
  first : Nat
  second : Nat

theorem Pair.eta (p q : Pair) (h : p.first = q.first) (h2 : p.second = q.second) : p = q := by
  ext
  · exact h
  · exact h2

theorem Pair.inj (a b c d : Nat) (h : Pair.mk a b = Pair.mk c d) : a = c ∧ b = d := by simpa using h

class Group (G : Type) where
  op : G → G → G
  one : G
  inv : G → G
  assoc : ∀ a b c, op (op a b) c = op a (op b c)
  one_op : ∀ a, op one a = a
  inv_op : ∀ a, op (inv a) a = one

theorem Group.left_cancel {G : Type} [Group G] (a b c : G) (h : op a b = op a c) : b = c := by
  have h' : op (inv a) (op a b) = op (inv a) (op a c) := by rw [h]
  rw [← assoc, ← assoc, inv_op, one_op, one_op] at h'
  exact h'

instance : Group Unit where
  op _ _ := ()
  one := ()
  inv _ := ()
  assoc _ _ _ := rfl
  one_op _ := rfl
  inv_op _ := rfl

inductive Color where
  | red | green | blue

theorem Color.ne : Color.red ≠ Color.blue := by intro h; cases h
theorem Color.ne' : Color.red ≠ Color.blue := by simp
theorem Color.ne'' : Color.red ≠ Color.blue := nofun

def Color.next : Color → Color
  | red => green
  | green => blue
  | blue => red

theorem Color.next_next_next (c : Color) : c.next.next.next = c := by cases c <;> rfl

inductive Even : Nat → Prop where
  | zero : Even 0
  | step (n : Nat) (h : Even n) : Even (n + 2)

theorem Even.not_one : ¬Even 1 := by intro h; cases h

theorem Even.add {m n : Nat} (hm : Even m) (hn : Even n) : Even (m + n) := by
  induction hn with
  | zero => exact hm
  | step n _ ih => exact .step _ ih

inductive Vect (α : Type) : Nat → Type where
  | nil : Vect α 0
  | cons {n : Nat} (x : α) (xs : Vect α n) : Vect α (n + 1)

def Vect.head {α : Type} {n : Nat} : Vect α (n + 1) → α
  | cons x _ => x

theorem Vect.head_cons {α : Type} {n : Nat} (x : α) (xs : Vect α n) : (cons x xs).head = x := rfl

instance : Add Point := ⟨fun p q => ⟨p.x + q.x, p.y + q.y⟩⟩

theorem Point.add_def : (⟨1, 2⟩ : Point) + ⟨3, 4⟩ = ⟨4, 6⟩ := rfl
