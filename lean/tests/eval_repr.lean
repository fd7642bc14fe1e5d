/-! `#eval`, `#reduce`, `#check`, `#print`, string interpolation, `deriving Repr, Hashable, Ord` -/

/-- info: 2 -/
#guard_msgs in
#eval 1 + 1

/-- info: [2, 3, 4] -/
#guard_msgs in
#eval [1, 2, 3].map (· + 1)

/-- info: (some 4, "x = 5") -/
#guard_msgs in
#eval ((do return (← some 3) + 1 : Option Nat), s!"x = {2 + 3}")

inductive Shape where
  | circle (r : Nat)
  | square (side : Nat)
  deriving Repr, Hashable, Ord, BEq

/-- info: Shape.circle 3 -/
#guard_msgs in
#eval Shape.circle 3

structure Point where
  x : Nat
  y : Int
  deriving Repr, Nonempty, Hashable, Ord

/-- info: { x := 1, y := -2 } -/
#guard_msgs in
#eval ({ x := 1, y := -2 } : Point)

example : toString 123 = "123" := by decide
example : s!"{1}{true}" = "1true" := by decide
example : compare (Shape.circle 1) (Shape.circle 2) = .lt := by decide

/-- info: 2 -/
#guard_msgs in
#reduce 1 + 1

/-- info: Nat.add_comm (n m : Nat) : n + m = m + n -/
#guard_msgs in
#check Nat.add_comm
