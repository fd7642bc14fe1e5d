prelude
import GateCore.Data.Array

/-!
# More operations on lists

Search, counting, splitting, change at a position, order, and what programs on lists use besides.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v w

namespace List
variable {α : Type u} {β : Type v} {γ : Type w}

/-! ## Search -/

/-- The first element that satisfies `p`. -/
def find? (p : α → Bool) : List α → Option α
  | [] => none
  | a :: as => match p a with
    | true => some a
    | false => find? p as

/-- The first result of `f` that is not `none`. -/
def findSome? (f : α → Option β) : List α → Option β
  | [] => none
  | a :: as => match f a with
    | some b => some b
    | none => findSome? f as

/-- The position of the first element that satisfies `p`; the length if there is none. -/
def findIdx (p : α → Bool) (l : List α) : Nat := go l 0
where
  go : List α → Nat → Nat
    | [], n => n
    | a :: l, n => bif p a then n else go l (n + 1)

/-- The position of the first element that satisfies `p`. -/
def findIdx? (p : α → Bool) (l : List α) : Option Nat := go l 0
where
  go : List α → Nat → Option Nat
    | [], _ => none
    | a :: l, i => if p a then some i else go l (i + 1)

/-- The position of the first element equal to `a`; the length if there is none. -/
def idxOf [BEq α] (a : α) : List α → Nat := findIdx (· == a)

/-- The position of the first element equal to `a`. -/
def idxOf? [BEq α] (a : α) : List α → Option Nat := findIdx? (· == a)

/-- The second component of the first pair whose first is `a`. -/
def lookup [BEq α] : α → List (α × β) → Option β
  | _, [] => none
  | a, (k, b) :: as => match a == k with
    | true => some b
    | false => lookup a as

/-! ## Counting -/

/-- How many elements satisfy `p`. -/
def countP (p : α → Bool) (l : List α) : Nat := go l 0
where
  go : List α → Nat → Nat
    | [], acc => acc
    | x :: xs, acc => bif p x then go xs (acc + 1) else go xs acc

/-- How many elements equal `a`. -/
def count [BEq α] (a : α) : List α → Nat := countP (· == a)

/-! ## Ends -/

/-- The last element of a list that has one. -/
def getLast : (as : List α) → as ≠ [] → α
  | [], h => absurd rfl h
  | [a], _ => a
  | _ :: b :: as, _ => getLast (b :: as) nofun

/-- The last element, or the default. -/
def getLastD : (as : List α) → (fallback : α) → α
  | [], a₀ => a₀
  | a :: as, _ => getLast (a :: as) nofun

/-- The last element; the type's default if there is none. -/
def getLast! [Inhabited α] : List α → α
  | [] => default
  | a :: as => getLast (a :: as) nofun

/-- The first element; the type's default if there is none. -/
def head! [Inhabited α] : List α → α
  | [] => default
  | a :: _ => a

/-- All but the first element; the empty list if there is none. -/
def tail! : List α → List α
  | [] => []
  | _ :: as => as

/-- All but the first element, if there is one. -/
def tail? : List α → Option (List α)
  | [] => none
  | _ :: as => some as

/-- All but the first element, or the default. -/
def tailD (l fallback : List α) : List α :=
  match l with
  | [] => fallback
  | _ :: tl => tl

/-- All but the last element. -/
def dropLast {α : Type u} : List α → List α
  | [] => []
  | [_] => []
  | a :: b :: as => a :: dropLast (b :: as)

/-- The list with an element at its end. -/
def concat {α : Type u} : List α → α → List α
  | [], b => [b]
  | a :: as, b => a :: concat as b

/-- The list of one element. -/
@[inline] protected def singleton {α : Type u} (a : α) : List α := [a]

/-- The element at a position, or the default. -/
def getD (as : List α) (i : Nat) (fallback : α) : α := as[i]?.getD fallback

/-! ## Parts -/

/-- The longest prefix whose elements satisfy `p`. -/
def takeWhile (p : α → Bool) : (xs : List α) → List α
  | [] => []
  | a :: as => match p a with
    | true => a :: takeWhile p as
    | false => []

/-- What comes after `takeWhile`. -/
def dropWhile (p : α → Bool) : List α → List α
  | [] => []
  | a :: l => match p a with
    | true => dropWhile p l
    | false => a :: l

/-- `takeWhile` and `dropWhile`. -/
@[inline] def span (p : α → Bool) (as : List α) : List α × List α := loop as []
where
  @[specialize] loop : List α → List α → List α × List α
    | [], acc => (acc.reverse, [])
    | a :: as, acc => match p a with
      | true => loop as (a :: acc)
      | false => (acc.reverse, a :: as)

/-- The elements that satisfy `p`, and those that do not. -/
@[inline] def partition (p : α → Bool) (as : List α) : List α × List α := loop as ([], [])
where
  @[specialize] loop : List α → List α × List α → List α × List α
    | [], (bs, cs) => (bs.reverse, cs.reverse)
    | a :: as, (bs, cs) => match p a with
      | true => loop as (a :: bs, cs)
      | false => loop as (bs, a :: cs)

/-- `take` and `drop`. -/
def splitAt (n : Nat) (l : List α) : List α × List α := (l.take n, l.drop n)

/-- First and second components. -/
def unzip : List (α × β) → List α × List β
  | [] => ([], [])
  | (a, b) :: t => match unzip t with
    | (as, bs) => (a :: as, b :: bs)

/-! ## Change -/

/-- The list with another element at a position; the list itself if there is no such position. -/
def set : (l : List α) → (n : Nat) → (a : α) → List α
  | _ :: as, 0, b => b :: as
  | a :: as, n + 1, b => a :: set as n b
  | [], _, _ => []

/-- The list without the element at a position. -/
def eraseIdx {α : Type u} : (l : List α) → (i : Nat) → List α
  | [], _ => []
  | _ :: as, 0 => as
  | a :: as, n + 1 => a :: eraseIdx as n

/-- The list without its first element that satisfies `p`. -/
def eraseP (p : α → Bool) : List α → List α
  | [] => []
  | a :: as => bif p a then as else a :: eraseP p as

/-- A function on what comes after a position. -/
def modifyTailIdx (l : List α) (i : Nat) (f : List α → List α) : List α := go i l
where
  go : Nat → List α → List α
    | 0, l => f l
    | _ + 1, [] => []
    | i + 1, a :: l => a :: go i l

/-- A function on the first element. -/
def modifyHead (f : α → α) : List α → List α
  | [] => []
  | a :: l => f a :: l

/-- A function on the element at a position. -/
def modify (l : List α) (i : Nat) (f : α → α) : List α := l.modifyTailIdx i (modifyHead f)

/-- The list with one more element, at a position. -/
def insertIdx (xs : List α) (i : Nat) (a : α) : List α := xs.modifyTailIdx i (cons a)

/-- The list with `b` for the first `a`. -/
def replace [BEq α] : (l : List α) → (a : α) → (b : α) → List α
  | [], _, _ => []
  | a :: as, b, c => match b == a with
    | true => c :: as
    | false => a :: replace as b c

/-- The list with `a` in front, unless it is an element. -/
@[inline] protected def insert [BEq α] (a : α) (l : List α) : List α := if l.elem a then l else a :: l

/-- The elements of `xs` that are none of `ys`. -/
protected def removeAll [BEq α] (xs ys : List α) : List α := xs.filter fun x => !ys.elem x

/-- The list without repeated elements; the first of each stays. -/
def eraseDupsBy (r : α → α → Bool) (as : List α) : List α := loop as []
where
  loop : List α → List α → List α
    | [], bs => bs.reverse
    | a :: as, bs => match bs.any (r a ·) with
      | true => loop as bs
      | false => loop as (a :: bs)

/-- The list without repeated elements; the first of each stays. -/
def eraseDups [BEq α] (as : List α) : List α := eraseDupsBy (· == ·) as

/-- `n` elements moved from the front to the end. -/
def rotateLeft (xs : List α) (i : Nat := 1) : List α :=
  let len := xs.length
  if len ≤ 1 then xs
  else
    let i := i % len
    let ys := xs.take i
    let zs := xs.drop i
    zs ++ ys

/-- `n` elements moved from the end to the front. -/
def rotateRight (xs : List α) (i : Nat := 1) : List α :=
  let len := xs.length
  if len ≤ 1 then xs
  else
    let i := len - i % len
    let ys := xs.take i
    let zs := xs.drop i
    zs ++ ys

/-- At least `n` elements: `a` in front as often as needed. -/
def leftpad (n : Nat) (a : α) (l : List α) : List α := replicate (n - length l) a ++ l

/-- At least `n` elements: `a` at the end as often as needed. -/
def rightpad (n : Nat) (a : α) (l : List α) : List α := l ++ replicate (n - length l) a

/-- `sep` between the elements. -/
def intersperse (sep : α) : (l : List α) → List α
  | [] => []
  | [x] => [x]
  | x :: y :: xs => x :: sep :: intersperse sep (y :: xs)

/-- The lists after each other with `sep` between them. -/
def intercalate (sep : List α) (xs : List (List α)) : List α := (intersperse sep xs).flatten

/-! ## Positions -/

/-- `len` numbers from `start` on, `step` apart. -/
def range' : (start len : Nat) → (step : Nat := 1) → List Nat
  | _, 0, _ => []
  | s, n + 1, step => s :: range' (s + step) n step

/-- Each element with its position, counted from `n`. -/
def zipIdx : (l : List α) → (n : Nat := 0) → List (α × Nat)
  | [], _ => []
  | x :: xs, n => (x, n) :: zipIdx xs (n + 1)

/-- `f` of each position and element. -/
def mapIdx (f : Nat → α → β) (as : List α) : List β := fromIdx as 0
where
  fromIdx : List α → Nat → List β
    | [], _ => []
    | a :: as, i => f i a :: fromIdx as (i + 1)

/-- The list of `f 0`, `f 1`, … `f (n - 1)`. -/
def ofFn {n : Nat} (f : Fin n → α) : List α := (range n).attach.map fun i => f ⟨i.1, mem_range.mp i.2⟩

/-- All numbers below `n`. -/
def finRange (n : Nat) : List (Fin n) := ofFn fun i => i

/-- Corresponding elements combined by `f`; where one list has ended, with `none`. -/
def zipWithAll (f : Option α → Option β → γ) : List α → List β → List γ
  | [], bs => bs.map fun b => f none (some b)
  | a :: as, [] => (a :: as).map fun a => f (some a) none
  | a :: as, b :: bs => f (some a) (some b) :: zipWithAll f as bs

/-! ## All and any -/

/-- Is one of them true? -/
def or (bs : List Bool) : Bool := bs.any id

/-- Are all of them true? -/
def and (bs : List Bool) : Bool := bs.all id

/-- The product of the elements. -/
protected def prod [Mul α] [One α] : List α → α := foldr (· * ·) One.one

/-! ## Extrema -/

/-- The greatest element. -/
def max? [Max α] : List α → Option α
  | [] => none
  | a :: as => some (as.foldl max a)

/-- The least element. -/
def min? [Min α] : List α → Option α
  | [] => none
  | a :: as => some (as.foldl min a)

/-! ## Comparison -/

/-- Do the lists have the same length, and `eqv` for each pair? -/
@[specialize] def isEqv : (as bs : List α) → (eqv : α → α → Bool) → Bool
  | [], [], _ => true
  | a :: as, b :: bs, eqv => eqv a b && isEqv as bs eqv
  | _, _, _ => false

/-- Are the lists equal, element by element? -/
protected def beq [BEq α] : List α → List α → Bool
  | [], [] => true
  | a :: as, b :: bs => a == b && List.beq as bs
  | _, _ => false

/-- Does the second list begin with the first? -/
def isPrefixOf [BEq α] : List α → List α → Bool
  | [], _ => true
  | _, [] => false
  | a :: as, b :: bs => a == b && isPrefixOf as bs

/-- Does the second list end with the first? -/
def isSuffixOf [BEq α] (l₁ l₂ : List α) : Bool := isPrefixOf l₁.reverse l₂.reverse

/-- What comes after the prefix, if the list begins with it. -/
def isPrefixOf? [BEq α] : (l₁ : List α) → (l₂ : List α) → Option (List α)
  | [], l₂ => some l₂
  | _, [] => none
  | x₁ :: l₁, x₂ :: l₂ => if x₁ == x₂ then isPrefixOf? l₁ l₂ else none

/-- Is the first list the second one without some elements? -/
def isSublist [BEq α] : List α → List α → Bool
  | [], _ => true
  | _, [] => false
  | l₁@(hd₁ :: tl₁), hd₂ :: tl₂ => if hd₁ == hd₂ then tl₁.isSublist tl₂ else l₁.isSublist tl₂

/-- Are the lists the same up to order? -/
def isPerm [BEq α] : List α → List α → Bool
  | [], l₂ => l₂.isEmpty
  | a :: l₁, l₂ => l₂.contains a && l₁.isPerm (l₂.erase a)

/-- `l₁` is `l₂` without some elements. -/
inductive Sublist {α : Type u} : List α → List α → Prop where
  | slnil : Sublist [] []
  | cons {l₁ l₂ : List α} (a : α) (h : Sublist l₁ l₂) : Sublist l₁ (a :: l₂)
  | cons₂ {l₁ l₂ : List α} (a : α) (h : Sublist l₁ l₂) : Sublist (a :: l₁) (a :: l₂)

@[inherit_doc] scoped infixl:50 " <+ " => Sublist

/-- `l₂` begins with `l₁`. -/
def IsPrefix (l₁ l₂ : List α) : Prop := ∃ t, l₁ ++ t = l₂

/-- `l₂` ends with `l₁`. -/
def IsSuffix (l₁ l₂ : List α) : Prop := ∃ t, t ++ l₁ = l₂

/-- `l₁` stands somewhere in `l₂`. -/
def IsInfix (l₁ l₂ : List α) : Prop := ∃ s t, s ++ l₁ ++ t = l₂

@[inherit_doc] infixl:50 " <+: " => IsPrefix
@[inherit_doc] infixl:50 " <:+ " => IsSuffix
@[inherit_doc] infixl:50 " <:+: " => IsInfix

/-! ## Sorting -/

/-- Two sorted lists as one. -/
def merge (xs ys : List α) (le : α → α → Bool := by exact fun a b => a ≤ b) : List α :=
  match xs, ys with
  | [], ys => ys
  | xs, [] => xs
  | x :: xs, y :: ys => if le x y then x :: merge xs (y :: ys) le else y :: merge (x :: xs) ys le

/-- The elements in order; equal ones stay in theirs. -/
def mergeSort : (xs : List α) → (le : α → α → Bool := by exact fun a b => a ≤ b) → List α
  | [], _ => []
  | [a], _ => [a]
  | a :: b :: xs, le =>
    let n := ((a :: b :: xs).length + 1) / 2
    have hl : ((a :: b :: xs).take n).length < (a :: b :: xs).length := by simp [n]; omega
    have hr : ((a :: b :: xs).drop n).length < (a :: b :: xs).length := by simp [n]; omega
    merge (mergeSort ((a :: b :: xs).take n) le) (mergeSort ((a :: b :: xs).drop n) le) le
termination_by xs => xs.length

/-! ## Effects -/

section
variable {m : Type u → Type v} [Monad m]
@[inline] def mapM {α : Type w} {β : Type u} (f : α → m β) (as : List α) : m (List β) := loop as []
where
  @[specialize] loop : List α → List β → m (List β)
    | [], bs => pure bs.reverse
    | a :: as, bs => do loop as ((← f a) :: bs)

end

@[specialize] protected def forM {m : Type u → Type v} [Monad m] {α : Type w} (as : List α) (f : α → m PUnit) : m PUnit :=
  match as with
  | [] => pure ⟨⟩
  | a :: as => do f a; List.forM as f

@[specialize] def foldlM {m : Type u → Type v} [Monad m] {s : Type u} {α : Type w} :
    (f : s → α → m s) → (init : s) → List α → m s
  | _, s, [] => pure s
  | f, s, a :: as => do
    let s' ← f s a
    List.foldlM f s' as

@[inline] def foldrM {m : Type u → Type v} [Monad m] {s : Type u} {α : Type w} (f : α → s → m s) (init : s)
    (l : List α) : m s :=
  l.reverse.foldlM (fun s a => f a s) init

@[specialize] def anyM {m : Type → Type u} [Monad m] {α : Type v} (p : α → m Bool) : (l : List α) → m Bool
  | [] => pure false
  | a :: as => do
    match (← p a) with
    | true => pure true
    | false => anyM p as

@[specialize] def allM {m : Type → Type u} [Monad m] {α : Type v} (p : α → m Bool) : (l : List α) → m Bool
  | [] => pure true
  | a :: as => do
    match (← p a) with
    | true => allM p as
    | false => pure false
end List
