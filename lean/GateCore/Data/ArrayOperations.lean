prelude
import GateCore.List.Lemmas

/-!
# More operations on arrays

Each is the operation on the list of elements; compiled code has its own.
-/

set_option autoImplicit false
set_option linter.unusedVariables false
universe u v w

namespace Array
variable {α : Type u} {β : Type v} {γ : Type w}

/-! ## Elements -/

/-- The element at a position, or the default. -/
def getD (a : Array α) (i : Nat) (v₀ : α) : α := a.toList.getD i v₀

/-- The last element, if there is one. -/
def back? (xs : Array α) : Option α := xs[xs.size - 1]?

/-- The last element; the type's default if there is none. -/
def back! [Inhabited α] (xs : Array α) : α := xs[xs.size - 1]!

/-- The last element of an array that has one. -/
def back (xs : Array α) (h : 0 < xs.size := by first | assumption | decide | omega) : α :=
  xs[xs.size - 1]'(Nat.sub_lt h (Nat.succ_pos 0))

/-! ## Making arrays -/

/-- The array of one element. -/
@[inline] protected def singleton (v : α) : Array α := #[v]

/-- `n` times `v`. -/
def replicate {α : Type u} (n : Nat) (v : α) : Array α := ⟨List.replicate n v⟩

/-- All numbers below `n`. -/
def range (n : Nat) : Array Nat := ⟨List.range n⟩

/-- `size` numbers from `start` on, `step` apart. -/
def range' (start size : Nat) (step : Nat := 1) : Array Nat := ⟨List.range' start size step⟩

/-- The array of `f 0`, `f 1`, … `f (n - 1)`. -/
def ofFn {n : Nat} (f : Fin n → α) : Array α := ⟨List.ofFn f⟩

/-! ## Change -/

/-- The array with another element at a valid position. -/
@[extern "lean_array_fset"] def set {α : Type u} (xs : Array α) (i : @& Nat) (v : α) (h : i < xs.size := by get_elem_tactic) :
    Array α :=
  ⟨xs.toList.set i v⟩

/-- The array with another element at a position; the array itself if there is no such position. -/
@[inline] def setIfInBounds (xs : Array α) (i : Nat) (v : α) : Array α := if h : i < xs.size then xs.set i v h else xs

/-- The array with another element at a position; the array itself if there is no such position. -/
@[extern "lean_array_set"] def set! {α : Type u} (xs : Array α) (i : @& Nat) (v : α) : Array α := setIfInBounds xs i v

/-- Two elements exchanged. -/
@[extern "lean_array_fswap"] def swap (xs : Array α) (i j : @& Nat) (hi : i < xs.size := by get_elem_tactic)
    (hj : j < xs.size := by get_elem_tactic) : Array α :=
  ⟨(xs.toList.set i xs[j]).set j xs[i]⟩

/-- Two elements exchanged; the array itself if there are no such positions. -/
@[extern "lean_array_swap"] def swapIfInBounds (xs : Array α) (i j : @& Nat) : Array α :=
  if h₁ : i < xs.size then if h₂ : j < xs.size then swap xs i j h₁ h₂ else xs else xs

/-- The array without its last element. -/
@[extern "lean_array_pop"] def pop (xs : Array α) : Array α := ⟨xs.toList.dropLast⟩

/-- A function on the element at a position. -/
def modify (xs : Array α) (i : Nat) (f : α → α) : Array α := ⟨xs.toList.modify i f⟩

/-- The array without the element at a valid position. -/
def eraseIdx (xs : Array α) (i : Nat) (h : i < xs.size := by get_elem_tactic) : Array α := ⟨xs.toList.eraseIdx i⟩

/-- The array without the element at a position. -/
def eraseIdxIfInBounds (xs : Array α) (i : Nat) : Array α := if h : i < xs.size then xs.eraseIdx i h else xs

/-- The array without the element at a position; the array itself if there is no such position. -/
def eraseIdx! (xs : Array α) (i : Nat) : Array α := xs.eraseIdxIfInBounds i

/-- The array without the first element equal to `a`. -/
def erase [BEq α] (as : Array α) (a : α) : Array α := ⟨as.toList.erase a⟩

/-- The array with one more element, at a position. -/
def insertIdx! {α : Type u} (as : Array α) (i : Nat) (a : α) : Array α := ⟨as.toList.insertIdx i a⟩

/-- The first `i` elements. -/
def take (xs : Array α) (i : Nat) : Array α := xs.extract 0 i

/-- All but the first `i` elements. -/
def drop (xs : Array α) (i : Nat) : Array α := xs.extract i xs.size

/-! ## Folds, search -/

/-- `foldr f b #[x, y] = f x (f y b)` -/
@[inline] def foldr {α : Type u} {β : Type v} (f : α → β → β) (init : β) (as : Array α) (start : Nat := as.size)
    (stop : Nat := 0) : β :=
  (as.extract stop start).toList.foldr f init

/-- Does `p` hold for an element? -/
@[inline] def any (as : Array α) (p : α → Bool) (start : Nat := 0) (stop : Nat := as.size) : Bool :=
  (as.extract start stop).toList.any p

/-- Does `p` hold for all elements? -/
@[inline] def all (as : Array α) (p : α → Bool) (start : Nat := 0) (stop : Nat := as.size) : Bool :=
  (as.extract start stop).toList.all p

/-- The elements that satisfy `p`. -/
@[inline] def filter (p : α → Bool) (as : Array α) (start : Nat := 0) (stop : Nat := as.size) : Array α :=
  ⟨(as.extract start stop).toList.filter p⟩

/-- The results of `f` that are not `none`. -/
@[inline] def filterMap (f : α → Option β) (as : Array α) (start : Nat := 0) (stop : Nat := as.size) : Array β :=
  ⟨(as.extract start stop).toList.filterMap f⟩

/-- Is `a` an element? -/
def contains [BEq α] (as : Array α) (a : α) : Bool := as.any (a == ·)

/-- Is `a` an element? -/
def elem [BEq α] (a : α) (as : Array α) : Bool := as.contains a

/-- The first element that satisfies `p`. -/
@[inline] def find? {α : Type u} (p : α → Bool) (as : Array α) : Option α := as.toList.find? p

/-- The first result of `f` that is not `none`. -/
@[inline] def findSome? {α : Type u} {β : Type v} (f : α → Option β) (as : Array α) : Option β := as.toList.findSome? f

/-- The position of the first element that satisfies `p`. -/
@[inline] def findIdx? {α : Type u} (p : α → Bool) (as : Array α) : Option Nat := as.toList.findIdx? p

/-- The position of the first element that satisfies `p`; the size if there is none. -/
@[inline] def findIdx (p : α → Bool) (as : Array α) : Nat := (as.findIdx? p).getD as.size

/-- The position of the first element equal to `a`; the size if there is none. -/
def idxOf [BEq α] (a : α) : Array α → Nat := findIdx (· == a)

/-- How many elements satisfy `p`. -/
@[inline] def countP {α : Type u} (p : α → Bool) (as : Array α) : Nat := as.toList.countP p

/-- How many elements equal `a`. -/
def count {α : Type u} [BEq α] (a : α) (as : Array α) : Nat := countP (· == a) as

/-- The elements that satisfy `p`, and those that do not. -/
def partition (p : α → Bool) (as : Array α) : Array α × Array α :=
  (⟨as.toList.filter p⟩, ⟨as.toList.filter fun a => !p a⟩)

/-- The sum of the elements. -/
def sum {α : Type u} [Add α] [Zero α] : Array α → α := foldr (· + ·) 0

/-! ## Combining -/

/-- `f` of each position and element. -/
@[inline] def mapIdx {α : Type u} {β : Type v} (f : Nat → α → β) (as : Array α) : Array β := ⟨as.toList.mapIdx f⟩

/-- Each element with its position, counted from `start`. -/
def zipIdx (xs : Array α) (start : Nat := 0) : Array (α × Nat) := ⟨xs.toList.zipIdx start⟩

/-- Corresponding elements combined by `f`. -/
def zipWith (f : α → β → γ) (as : Array α) (bs : Array β) : Array γ := ⟨List.zipWith f as.toList bs.toList⟩

/-- Pairs of corresponding elements. -/
def zip (as : Array α) (bs : Array β) : Array (α × β) := zipWith Prod.mk as bs

/-- First and second components. -/
def unzip (as : Array (α × β)) : Array α × Array β := (as.map (·.1), as.map (·.2))

/-- All arrays after each other. -/
def flatten (xss : Array (Array α)) : Array α := ⟨(xss.toList.map toList).flatten⟩

/-- `flatten` of `map`. -/
def flatMap (f : α → Array β) (as : Array α) : Array β := ⟨as.toList.flatMap fun a => (f a).toList⟩

/-- The longest prefix whose elements satisfy `p`. -/
def takeWhile (p : α → Bool) (as : Array α) : Array α := ⟨as.toList.takeWhile p⟩

/-- The array without the elements at its end that satisfy `p`. -/
def popWhile (p : α → Bool) (as : Array α) : Array α := ⟨(as.toList.reverse.dropWhile p).reverse⟩

/-- The elements, last first, in front of nothing. -/
@[inline] def toListRev (as : Array α) : List α := as.toList.reverse

/-- The greatest element under `lt`. -/
def getMax? (as : Array α) (lt : α → α → Bool) : Option α :=
  match as.toList with
  | [] => none
  | a :: l => some (l.foldl (fun best a => if lt best a then a else best) a)

/-! ## Laws -/

@[simp] theorem size_set {xs : Array α} {i : Nat} {v : α} {h : i < xs.size} : (xs.set i v h).size = xs.size :=
  List.length_set

@[simp] theorem toList_set {xs : Array α} {i : Nat} {v : α} {h : i < xs.size} :
    (xs.set i v h).toList = xs.toList.set i v := rfl

theorem set!_eq_setIfInBounds {xs : Array α} {i : Nat} {v : α} : xs.set! i v = xs.setIfInBounds i v := rfl
@[simp] theorem size_setIfInBounds {xs : Array α} {i : Nat} {v : α} : (xs.setIfInBounds i v).size = xs.size := by
  unfold setIfInBounds; split <;> simp

@[simp] theorem size_set! {xs : Array α} {i : Nat} {v : α} : (xs.set! i v).size = xs.size := size_setIfInBounds
@[simp] theorem getElem_set_self {xs : Array α} {i : Nat} {v : α} (h : i < xs.size) {h' : i < (xs.set i v h).size} :
    (xs.set i v h)[i] = v :=
  List.getElem_set_self h'

@[simp] theorem getElem_set_ne {xs : Array α} {i j : Nat} {v : α} (h : i < xs.size) (pj : j < xs.size) (hij : i ≠ j)
    {h' : j < (xs.set i v h).size} : (xs.set i v h)[j] = xs[j] :=
  List.getElem_set_ne hij h'

theorem getElem_set {xs : Array α} {i j : Nat} {v : α} (h : i < xs.size) {h' : j < (xs.set i v h).size} :
    (xs.set i v h)[j] = if i = j then v else xs[j]'(by simpa using h') :=
  List.getElem_set h'

@[simp] theorem size_swap {xs : Array α} {i j : Nat} {hi : i < xs.size} {hj : j < xs.size} :
    (xs.swap i j hi hj).size = xs.size := by
  show ((xs.toList.set i xs[j]).set j xs[i]).length = xs.toList.length
  rw [List.length_set, List.length_set]

@[simp] theorem size_pop {xs : Array α} : xs.pop.size = xs.size - 1 := List.length_dropLast
@[simp] theorem size_replicate {n : Nat} {v : α} : (replicate n v).size = n := List.length_replicate
@[simp] theorem size_range {n : Nat} : (range n).size = n := List.length_range n
@[simp] theorem toList_range {n : Nat} : (range n).toList = List.range n := rfl
@[simp] theorem toList_replicate {n : Nat} {v : α} : (replicate n v).toList = List.replicate n v := rfl
@[simp] theorem toList_pop {xs : Array α} : xs.pop.toList = xs.toList.dropLast := rfl
@[simp] theorem pop_push {xs : Array α} {x : α} : (xs.push x).pop = xs :=
  Array.ext' (by rw [toList_pop, toList_push, List.dropLast_append_singleton])

@[simp] theorem extract_size {xs : Array α} : xs.extract 0 xs.size = xs :=
  Array.ext' (show (List.drop 0 xs.toList).take (xs.toList.length - 0) = xs.toList by
    rw [Nat.sub_zero, List.drop_zero]; exact List.take_length)

theorem getElem_push_lt {xs : Array α} {x : α} {i : Nat} (h : i < xs.size) {h' : i < (xs.push x).size} :
    (xs.push x)[i] = xs[i] :=
  List.getElem_append_left h

@[simp] theorem getElem_push_eq {xs : Array α} {x : α} {h : xs.size < (xs.push x).size} : (xs.push x)[xs.size] = x := by
  have h' : xs.toList.length < (xs.toList ++ [x]).length := by simp
  have e : (xs.toList ++ [x])[xs.toList.length] = x := by
    rw [List.getElem_append_right (Nat.le_refl _)]; simp
  exact e

theorem getElem_push {xs : Array α} {x : α} {i : Nat} (h : i < (xs.push x).size) :
    (xs.push x)[i] = if h' : i < xs.size then xs[i] else x := by
  by_cases h' : i < xs.size
  · simp [h', getElem_push_lt]
  · have e : i = xs.size := by rw [size_push] at h; omega
    subst e; simp

@[simp] theorem mem_push {xs : Array α} {x y : α} : x ∈ xs.push y ↔ x ∈ xs ∨ x = y := by
  rw [← mem_toList, ← mem_toList, toList_push]; simp

@[simp] theorem not_mem_empty (a : α) : ¬a ∈ #[] := List.not_mem_nil
@[simp] theorem mem_append {a : α} {xs ys : Array α} : a ∈ xs ++ ys ↔ a ∈ xs ∨ a ∈ ys := by
  rw [← mem_toList, ← mem_toList, ← mem_toList, toList_append]; simp

theorem getElem_mem {xs : Array α} {i : Nat} (h : i < xs.size) : xs[i] ∈ xs := List.getElem_mem h
@[simp] theorem getElem_map {f : α → β} {xs : Array α} {i : Nat} (h : i < (xs.map f).size) :
    (xs.map f)[i] = f (xs[i]'(by simpa using h)) :=
  List.getElem_map f

theorem ext {xs ys : Array α} (h₁ : xs.size = ys.size)
    (h₂ : ∀ (i : Nat) (hi₁ : i < xs.size) (hi₂ : i < ys.size), xs[i] = ys[i]) : xs = ys :=
  Array.ext' (List.ext_getElem h₁ h₂)

@[simp] theorem foldl_toList {f : β → α → β} {init : β} {xs : Array α} :
    xs.toList.foldl f init = xs.foldl f init := by
  show _ = (xs.extract 0 xs.size).toList.foldl f init
  rw [extract_size]

@[simp] theorem foldr_toList {f : α → β → β} {init : β} {xs : Array α} :
    xs.toList.foldr f init = xs.foldr f init := by
  show _ = (xs.extract 0 xs.size).toList.foldr f init
  rw [extract_size]

@[simp] theorem all_toList {p : α → Bool} {xs : Array α} : xs.toList.all p = xs.all p := by
  show _ = (xs.extract 0 xs.size).toList.all p
  rw [extract_size]

@[simp] theorem any_toList {p : α → Bool} {xs : Array α} : xs.toList.any p = xs.any p := by
  show _ = (xs.extract 0 xs.size).toList.any p
  rw [extract_size]

@[simp] theorem toList_filter {p : α → Bool} {xs : Array α} : (xs.filter p).toList = xs.toList.filter p := by
  show (xs.extract 0 xs.size).toList.filter p = _
  rw [extract_size]

theorem all_eq_true {p : α → Bool} {xs : Array α} : xs.all p = true ↔ ∀ x, x ∈ xs → p x = true := by
  rw [← all_toList, List.all_eq_true]; rfl

theorem any_eq_true {p : α → Bool} {xs : Array α} : xs.any p = true ↔ ∃ x, x ∈ xs ∧ p x = true := by
  rw [← any_toList, List.any_eq_true]; rfl

@[simp] theorem isEmpty_iff {xs : Array α} : xs.isEmpty = true ↔ xs = #[] := by
  cases xs with
  | mk l => cases l with
    | nil => exact iff_of_true rfl rfl
    | cons a l => exact iff_of_false nofun fun e => nomatch congrArg Array.toList e

theorem size_eq_zero_iff {xs : Array α} : xs.size = 0 ↔ xs = #[] := by
  cases xs with
  | mk l => cases l with
    | nil => exact iff_of_true rfl rfl
    | cons a l => exact iff_of_false nofun fun e => nomatch congrArg Array.toList e
end Array
