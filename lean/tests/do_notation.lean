/-! `do`: monads, mutable variables, loops, early return, exceptions, state -/

def f (x y : Option Nat) : Option Nat := do
  let a ← x
  let b ← y
  return a + b
example : f (some 1) (some 2) = some 3 := rfl
def g (x : Option Nat) : Option Nat := do
  let mut s := 0
  let a ← x
  s := s + a
  if a > 3 then
    s := s + 10
  return s
example : g (some 4) = some 14 := rfl
def sumList (xs : List Nat) : Nat := Id.run do
  let mut s := 0
  for x in xs do
    s := s + x
  return s
example : sumList [1, 2, 3] = 6 := rfl
def h (xs : List Nat) : Except String Nat := do
  for x in xs do
    if x > 3 then throw "big"
  return 3
def k (x : Nat) : StateM Nat Nat := do
  let s ← get
  set (s + x)
  modify (· + 1)
  return s
def early (xs : List Nat) : Option Nat := do
  for x in xs do
    if x > 3 then return x
  none
example : early [1, 5, 2] = some 5 := rfl
def brk (xs : List Nat) : Nat := Id.run do
  let mut s := 0
  for x in xs do
    if x = 3 then break
    if x = 1 then continue
    s := s + x
  return s
example : brk [1, 2, 3, 4] = 2 := rfl
def range (n : Nat) : Nat := Id.run do
  let mut s := 0
  for i in [0:n] do
    s := s + i
  return s
example : range 4 = 6 := rfl
def mem (xs : List Nat) : List { x // x ∈ xs } := Id.run do
  let mut out := []
  for h : x in xs do
    out := ⟨x, h⟩ :: out
  return out
def st : StateT Nat (Except String) Unit := do
  let n ← get
  unless n = 0 do
    throw "not zero"
  set 3
example : (st.run 0) = .ok ((), 3) := rfl
def tc (x : Except String Nat) : Except String Nat := do
  try
    let y ← x
    return y + 1
  catch _ =>
    return 0
example : tc (.error "a") = .ok 0 := rfl
def nested : Option Nat := do return (← some 2) + (← some 3)
def mt0 (x : Nat × Nat) : Option Nat := do
  let (a, b) := x
  let some c := (if a = 0 then none else some b) | none
  match c with
  | 0 => return 1
  | _ => pure c
def alt : Option Nat := none <|> some 3
example : alt = some 3 := rfl
def seq : Option Nat := (· + ·) <$> some 1 <*> some 2
def pipe : Nat := [1,2,3] |>.map (· + 1) |>.foldl (· + ·) 0
def w : Nat := Id.run do
  let mut i := 0
  while i < 10 do
    i := i + 1
  return i
def bt (xs : List (Except String Nat)) : Except String Nat := do
  let mut s := 0
  for x in xs do
    try
      let y ← x
      if y = 3 then break
      if y = 4 then continue
      if y = 5 then return 100
      s := s + y
    catch _ => s := s + 50
  return s
example : bt [.ok 1, .error "x", .ok 4, .ok 2, .ok 3, .ok 7] = .ok 53 := rfl
example : bt [.ok 1, .ok 5] = .ok 100 := rfl
