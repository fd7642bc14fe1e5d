/-! Programs as a stranger writes them: loops over arrays, state, exceptions, trees, texts. -/

def isSorted (xs : Array Int) : Bool := Id.run do
  for i in [0:xs.size - 1] do
    if xs[i]! > xs[i+1]! then return false
  return true
#guard isSorted #[1, 2, 3]
def isPrime (n : Nat) : Bool := n > 1 && (List.range (n - 2)).all fun d => n % (d + 2) != 0
#guard isPrime 7
def lastDigit (n : Nat) : Nat := n % 10
theorem lastDigit_lt (n : Nat) : 0 ≤ lastDigit n ∧ lastDigit n < 10 := by
  unfold lastDigit; omega
def findSmallest (s : Array Nat) : Option Nat := s.foldl (fun acc x => match acc with | none => some x | some m => some (min m x)) none
def hasOppositeSign (a b : Int) : Bool := (a < 0 && b > 0) || (a > 0 && b < 0)
theorem spec (a b : Int) : hasOppositeSign a b = true ↔ (a < 0 ∧ b > 0) ∨ (a > 0 ∧ b < 0) := by
  simp [hasOppositeSign]
def allCharactersSame (s : String) : Bool := match s.toList with | [] => true | c :: cs => cs.all (· == c)
def cubeElements (a : Array Int) : Array Int := a.map (fun x => x * x * x)
theorem cube_size (a : Array Int) : (cubeElements a).size = a.size := by simp [cubeElements]
def multiply (a b : Int) : Int := a * b
def swapFirstAndLast (a : Array Int) (h : 0 < a.size) : Array Int := a.swap 0 (a.size - 1) h (by omega)
def removeElement (s : Array Int) (k : Nat) : Array Int := s.eraseIdx! k
def reverseWords (s : String) : String := " ".intercalate ((s.splitOn " ").reverse)
def sumOfSquares (n : Nat) : Nat := (List.range (n+1)).foldl (fun a i => a + i*i) 0
def minOfThree (a b c : Int) : Int := min a (min b c)
theorem minOfThree_le (a b c : Int) : minOfThree a b c ≤ a ∧ minOfThree a b c ≤ b := by
  unfold minOfThree; omega
structure Stack (α : Type) where
  items : List α
  deriving Repr
namespace Stack
def push (s : Stack α) (x : α) : Stack α := { s with items := x :: s.items }
def pop? (s : Stack α) : Option (α × Stack α) := match s.items with | [] => none | x :: xs => some (x, { items := xs })
theorem pop_push (s : Stack α) (x : α) : (s.push x).pop? = some (x, s) := rfl
end Stack
def mapM' (xs : List Nat) : Option (List Nat) := xs.mapM fun x => if x > 0 then some (x - 1) else none
#guard mapM' [1, 2] == some [0, 1]
def f : StateM Nat Nat := do
  let n ← get
  set (n + 1)
  modify (· * 2)
  return n
#guard Id.run (f.run 3) == (3, 8)
def g : ExceptT String Id Nat := do
  if 1 > 2 then throw "no"
  return 3
def toStr (n : Nat) : String := s!"n = {n}"
def countTrue (bs : List Bool) : Nat := bs.count true
inductive Tree (α : Type u) where | leaf | node (l : Tree α) (x : α) (r : Tree α)
deriving Repr, DecidableEq, BEq
def Tree.size : Tree α → Nat | leaf => 0 | node l _ r => l.size + 1 + r.size
def Tree.mirror : Tree α → Tree α | leaf => leaf | node l x r => node r.mirror x l.mirror
theorem Tree.mirror_size (t : Tree α) : t.mirror.size = t.size := by
  induction t with
  | leaf => rfl
  | node l x r ihl ihr => simp [mirror, size, ihl, ihr]; omega
